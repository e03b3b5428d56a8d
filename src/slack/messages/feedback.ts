import type { KnownBlock, ModalView } from '@slack/web-api';
import type { Queries } from '../../database/open-database.ts';
import type { Feedback, Rating } from '../../tickets/feedback.ts';
import { latestFeedback } from '../../tickets/feedback-store.ts';
import type { Profiles } from '../workspace/profiles.ts';
import { ANSWER, FEEDBACK, FEEDBACK_FORM } from './action-ids.ts';
import { clip } from './clip.ts';
import { button, plainText } from './plain-text.ts';
import { paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';
import type { Words } from './words.ts';

const LONGEST_WORDS = 1_000;
const LONGEST_ON_CARD = 300;

/** What a press carries: about which end of which ticket it is. */
export type FeedbackAbout = { ticketId: string; at: string };

/** Asks a customer how it went; as plain buttons where Slack does not know the pair. */
export function feedbackBlocks(
  about: FeedbackAbout,
  { words, isPlain }: { words: Words; isPlain: boolean },
): KnownBlock[] {
  const question = paragraph(words.plain('feedback.question'));
  const value = (rating: Rating) => `${rating} ${about.ticketId} ${about.at}`;
  if (isPlain) {
    const elements = ratings.map((rating) =>
      button(words.plain(buttonTexts[rating]), `${FEEDBACK}:${rating}`, value(rating)),
    );
    return [question, { type: 'actions', elements }];
  }
  return [
    question,
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: FEEDBACK,
          positive_button: { text: plainText(words.plain(buttonTexts.good)), value: value('good') },
          negative_button: { text: plainText(words.plain(buttonTexts.bad)), value: value('bad') },
        },
      ],
    },
  ];
}

const ratings = ['good', 'bad'] as const;
const buttonTexts = { good: 'feedback.good', bad: 'feedback.bad' } as const;

export function readFeedbackValue(value: string): FeedbackAbout & { rating: string } {
  const [rating = '', ticketId = '', at = ''] = value.split(' ');
  return { rating, ticketId, at };
}

/** Thanks for a rating, which is stored already, and takes a word more. */
export function feedbackForm(
  about: FeedbackAbout,
  { ticket, word, words }: { ticket: string; word: string | null; words: Words },
): ModalView {
  return {
    type: 'modal',
    callback_id: FEEDBACK_FORM,
    private_metadata: `words ${about.ticketId} ${about.at}`,
    title: plainText(clip(words.plain('feedback.title', { ticket }), 24)),
    submit: plainText(words.plain('form.send')),
    close: plainText(words.plain('feedback.close')),
    blocks: [
      {
        type: 'input',
        block_id: ANSWER,
        optional: true,
        label: plainText(words.plain('feedback.label')),
        hint: plainText(words.plain('feedback.hint')),
        element: {
          type: 'plain_text_input',
          action_id: ANSWER,
          multiline: true,
          max_length: LONGEST_WORDS,
          ...(word !== null && { initial_value: word }),
        },
      },
    ],
  };
}

/** What the customer said about a ticket, for its agents. */
export async function feedbackOnCard(
  ticketId: string,
  { queries, profiles }: { queries: Queries; profiles: Pick<Profiles, 'find'> },
): Promise<KnownBlock[]> {
  const feedback = await latestFeedback(queries, ticketId);
  if (!feedback) return [];
  const name = await shortName(profiles, feedback.customer);
  return [paragraph({ bold: `${name}: ${ratingText(feedback)}` }, wordsText(feedback))];
}

function ratingText({ rating }: Feedback): string {
  return rating === 'good' ? 'good' : 'not good';
}

function wordsText({ words }: Feedback): string {
  return words === null ? '' : ` · “${clip(words, LONGEST_ON_CARD)}”`;
}
