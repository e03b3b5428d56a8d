import type { KnownBlock } from '@slack/web-api';
import type { Conversation } from '../../conversations/conversation.ts';
import { listedConversations } from '../../conversations/conversation-store.ts';
import type { Message } from '../../conversations/message.ts';
import { messagesOf } from '../../conversations/message-store.ts';
import { timeOf } from '../../conversations/slack-ts.ts';
import { inOneLine, markLines, shownWords } from '../../conversations/transcript.ts';
import { permalink } from '../workspace/permalink.ts';
import { MAKE_TICKET, NOTHING_TO_DO } from './action-ids.ts';
import { clip } from './clip.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph, quotation } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** So many are shown; the others are counted. */
const MOST_SHOWN = 15;
const LONGEST_WORDS = 200;
const NO_WORDS = '(no words)';

/** The customers whom nobody has answered, longest waiting first. Only the triage channel has it. */
export async function renderUnanswered(
  { team }: MessageOf<'unanswered'>,
  sources: RenderSources,
): Promise<Rendered> {
  const listed = await listedConversations(sources.queries, team);
  const title = titleOf(listed.length);
  const entries: KnownBlock[] = [];
  for (const conversation of listed.slice(0, MOST_SHOWN)) {
    entries.push(...(await entryOf(conversation, sources)));
  }
  const more = listed.length - MOST_SHOWN;
  return {
    text: title,
    blocks: [
      paragraph({ bold: title }, listed.length === 0 ? '' : HOW_IT_CAME),
      ...entries,
      ...(more > 0 ? [paragraph(`And ${more} more, who have not waited so long.`)] : []),
    ],
  };
}

const HOW_IT_CAME = ' No button was pressed, so there is no ticket.';

function titleOf(count: number): string {
  if (count === 0) return 'Nobody waits for a first answer now.';
  return count === 1 ? '1 customer waits for an answer.' : `${count} customers wait for an answer.`;
}

async function entryOf(
  { id, customer, unanswered_since }: Conversation,
  { queries, profiles, workspaceUrl }: RenderSources,
): Promise<KnownBlock[]> {
  const since = unanswered_since?.getTime() ?? 0;
  const messages = await messagesOf(queries, id);
  const said = messages.filter(
    ({ role, ts }) => role === 'customer' && timeOf(ts).getTime() >= since,
  );
  const [first] = said;
  const last = said.at(-1);
  // All of it was deleted a moment ago.
  if (!first || !last) return [];
  const url = permalink({ workspaceUrl, channel: first.channel, ts: first.ts });
  const who: Piece[] = [
    { bold: await shortName(profiles, customer) },
    ' since ',
    { date: timeOf(first.ts) },
    ' · ',
    { link: 'Open the message', url },
  ];
  const value = entryValue({ conversationId: id, until: last.ts });
  return [
    quotation(who, wordsOf(first)),
    {
      type: 'actions',
      elements: [
        button('Make it a ticket', `${MAKE_TICKET}:${id}`, value),
        button('Nothing to do', `${NOTHING_TO_DO}:${id}`, value),
      ],
    },
  ];
}

function wordsOf(message: Message): string {
  const words = inOneLine(markLines(shownWords(message)));
  return words === '' ? NO_WORDS : clip(words, LONGEST_WORDS);
}

/** What a button of an entry is about: the conversation, and the last message that its reader saw. */
export function entryValue({ conversationId, until }: { conversationId: string; until: string }) {
  return `${until} ${conversationId}`;
}

export function readEntry(value: string): { conversationId: string; until: string } {
  const [until = '', ...rest] = value.split(' ');
  return { conversationId: rest.join(' '), until };
}
