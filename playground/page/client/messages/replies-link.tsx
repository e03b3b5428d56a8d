import type { Message } from '../../protocol.ts';
import { useSlack } from '../slack.ts';
import { messageTime } from './times.ts';

/** The link under a message that opens its thread, with the number of replies. */
export function RepliesLink({ message: { channel, ts, threadTs } }: { message: Message }) {
  const { screen, openThread } = useSlack();
  const replies = screen.messages.filter(
    (reply) => reply.channel === channel && reply.threadTs === ts && !reply.isOnlyForMe,
  );
  const last = replies.at(-1);
  if (threadTs !== undefined) {
    return (
      <button type="button" class="replies" onClick={() => openThread(channel, threadTs)}>
        Replied to a thread
      </button>
    );
  }
  if (!last) return null;
  return (
    <button type="button" class="replies" onClick={() => openThread(channel, ts)}>
      {replies.length} {replies.length === 1 ? 'reply' : 'replies'}
      <span class="last-reply">Last one at {messageTime(last.ts)}</span>
    </button>
  );
}
