import { z } from 'zod';
import type { CustomerRecords } from '../customers/records/records.ts';
import type { Category } from '../desk/desk.ts';
import { UNCLEAR } from '../tickets/triage-record.ts';
import { aboutLine, DATA_RULE, describeCategory } from './classify-question.ts';
import type { RecordLines } from './input-budget.ts';
import { languageName, type QuestionSettings } from './question-settings.ts';
import { asData } from './show-transcript.ts';

/** Agents read a summary at a glance. */
export const LONGEST_SUMMARY = 600;

/** The arguments of `route_to_agent`. A summary without a word is none. */
export function opinionSchema(categories: Category[]) {
  return z.object({
    agent_type: z.enum([...categories.map(({ id }) => id), UNCLEAR]),
    summary: z.string().refine((text) => /[\p{L}\p{N}]/u.test(text), 'write a summary'),
  });
}

/** The same for each conversation, so that servers can keep what they worked out of it. */
export function routeInstructions(
  categories: Category[],
  { about, agentsLanguage }: Pick<QuestionSettings, 'about' | 'agentsLanguage'>,
): string {
  return `Hand a customer's conversation with a support bot to human agents: call route_to_agent.${aboutLine(about)}

${categories.map(describeCategory).join('\n')}
- ${UNCLEAR}: none of these, or too little was said.

Summarize in ${languageName(agentsLanguage)}, at most ${LONGEST_SUMMARY} characters: what is wanted, since when, what was tried, amounts, order numbers, what is open. Only what is said below, no advice, no orders.
${DATA_RULE}`;
}

/** The records that the category calls for, as lines that nobody's words can add to. */
export function describeRecords(records: CustomerRecords): {
  note: string;
  sections: RecordLines[];
} {
  const sections = records.sections.map(({ title, facts }) => ({
    title: `${inOneLine(title)}:`,
    lines: facts.map(({ label, value }) => `- ${inOneLine(label)}: ${inOneLine(value)}`),
  }));
  return { note: accountNotes[records.account.status], sections };
}

/** What the second call is shown: the transcript, and the records. */
export function describeCase(
  transcript: string,
  records: { note: string; sections: RecordLines[] } | undefined,
): string {
  const sections = (records?.sections ?? []).map(({ title, lines, left }) =>
    [title, ...lines, ...(left ? [`[${left} more left out]`] : [])].join('\n'),
  );
  const shown = records ? [records.note, ...sections].join('\n') : '';
  return `${transcript}\n<records>\n${shown}\n</records>`;
}

function inOneLine(text: string): string {
  return asData(text.replace(/\s+/g, ' '));
}

/** Tells the model whose records it is shown, or why it is shown none. */
const accountNotes: Record<CustomerRecords['account']['status'], string> = {
  found: 'These are the records of the account with this email.',
  unknown: 'No account has this email.',
  ambiguous: 'This email belongs to more than one account, so none was opened.',
  'untrusted-email': 'No personal records were opened, because Slack vouches for no email.',
  'no-source': 'No customer directory is configured, so there are no records to show.',
  unavailable: 'The customer directory could not be read, so records are missing.',
};
