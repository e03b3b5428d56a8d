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

const LONGEST_WORDS = 1_000;
const LONGEST_ON_CARD = 300;

/** What a press carries: about which end of which ticket it is. */
export type FeedbackAbout = { ticketId: string; at: string };

/** Asks a customer how it went; as plain buttons where Slack does not know the pair. */
export function feedbackBlocks(
  about: FeedbackAbout,
  { isPlain }: { isPlain: boolean },
): KnownBlock[] {
  const question = paragraph('How did it go?');
  const value = (rating: Rating) => `${rating} ${about.ticketId} ${about.at}`;
  if (isPlain) {
    const elements = ratings.map((rating) =>
      button(buttonTexts[rating], `${FEEDBACK}:${rating}`, value(rating)),
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
          positive_button: { text: plainText(buttonTexts.good), value: value('good') },
          negative_button: { text: plainText(buttonTexts.bad), value: value('bad') },
        },
      ],
    },
  ];
}

const ratings = ['good', 'bad'] as const;
const buttonTexts: Record<Rating, string> = { good: 'Good', bad: 'Not good' };

export function readFeedbackValue(value: string): FeedbackAbout & { rating: string } {
  const [rating = '', ticketId = '', at = ''] = value.split(' ');
  return { rating, ticketId, at };
}

/** Thanks for a rating, which is stored already, and takes a word more. */
export function feedbackForm(
  about: FeedbackAbout,
  { ticket, words }: { ticket: string; words: string | null },
): ModalView {
  return {
    type: 'modal',
    callback_id: FEEDBACK_FORM,
    private_metadata: `words ${about.ticketId} ${about.at}`,
    title: plainText(clip(`Thank you: ${ticket}`, 24)),
    submit: plainText('Send'),
    close: plainText('No, that is all'),
    blocks: [
      {
        type: 'input',
        block_id: ANSWER,
        optional: true,
        label: plainText('Would you like to add a word?'),
        hint: plainText('The team that helped you reads it.'),
        element: {
          type: 'plain_text_input',
          action_id: ANSWER,
          multiline: true,
          max_length: LONGEST_WORDS,
          ...(words !== null && { initial_value: words }),
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
