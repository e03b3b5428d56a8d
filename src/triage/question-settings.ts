/** What the desk and the owner say about the questions to the model. */
export type QuestionSettings = {
  /** What the company is, in a line. */
  about?: string | undefined;
  /** What agents read summaries in, as `de`. */
  agentsLanguage: string;
  /** The desk's time zone. */
  zone: string;
  /** So much of a conversation is shown to the model, about. */
  transcriptTokens: number;
  now: () => Date;
};

/** A desk that says nothing. */
export const plainQuestions: QuestionSettings = {
  agentsLanguage: 'en',
  zone: 'UTC',
  transcriptTokens: 850,
  now: () => new Date(),
};

/** A language by its English name, which models know best. */
export function languageName(language: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
