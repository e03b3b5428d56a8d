import type { KnownBlock } from '@slack/web-api';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { rootsOf } from '../../conversations/thread-store.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { permalink } from '../workspace/permalink.ts';
import { nameOf } from '../workspace/profiles.ts';
import { clip } from './clip.ts';
import { dateToken } from './date-token.ts';
import type { RenderSources } from './rendered.ts';

/** Who asked for a person, how, when, and where. Nothing in its mrkdwn is anybody's text. */
export async function originBlock(ticket: Ticket, sources: RenderSources): Promise<KnownBlock> {
  const { escalated_by, escalated_at, door } = ticket;
  const where = await conversationPlace(ticket, sources);
  const escalator = clip(await nameOf(sources.profiles, escalated_by), 120);
  return {
    type: 'context',
    elements: [
      { type: 'plain_text', text: `Escalated by ${escalator} (${doors[door]})`, emoji: false },
      { type: 'mrkdwn', text: dateToken(escalated_at) },
      { type: 'mrkdwn', text: where },
    ],
  };
}

/** Agents cannot open somebody's direct messages with the bot, nor a thread that is not there yet. */
async function conversationPlace(
  { conversation_id }: Ticket,
  { queries, workspaceUrl }: RenderSources,
): Promise<string> {
  const { id, place, channel } = await loadConversation(queries, conversation_id);
  if (place === 'direct') return 'In direct messages with the bot.';
  const [ts] = await rootsOf(queries, { id, channel });
  if (ts === undefined) return `In <#${channel}>`;
  return `<${permalink({ workspaceUrl, channel, ts })}|Open the conversation>`;
}

const doors: Record<Ticket['door'], string> = {
  command: '/escalate',
  form: '/escalate',
  button: 'button',
  shortcut: 'message shortcut',
  mention: 'mention',
  text: '!escalate',
  split: 'split',
  unanswered: 'nobody had answered',
  reaction: 'reaction',
};
