import { loadConversation } from '../../conversations/conversation-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { mayBeMentioned } from './may-be-mentioned.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** That a ticket is open again, for the agents who had it; who has it is mentioned. */
export async function renderReopened(
  { team, about }: MessageOf<'reopened'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { queries, profiles } = sources;
  const { conversation_id, holder } = await loadTicket(queries, about.ticketId);
  const { customer } = await loadConversation(queries, conversation_id);
  const name = await shortName(profiles, about.by);
  const why = (about.wrote ?? about.was) ? 'wrote again' : 'says that it is not solved';
  const words = about.by === customer ? `Open again: ${name} ${why}.` : `Reopened by ${name}.`;
  const isOther = holder !== null && holder !== about.by;
  const mention =
    isOther && (await mayBeMentioned({ team, user: holder }, sources))
      ? [{ user: holder }, ' ']
      : [];
  return { text: 'A ticket is open again', blocks: [paragraph(...mention, { bold: words })] };
}
