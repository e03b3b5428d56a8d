import type { Message } from '../../protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { Icon } from '../icon.tsx';
import { useSlack } from '../slack.ts';
import { Mrkdwn } from '../text/mrkdwn.tsx';

/** A message's blocks, or else its text; and its files. */
export function MessageContent({ message }: { message: Message }) {
  const { names, surface } = useSlack();
  const { channel, ts, blocks, text, files, isEdited, isDeleted } = message;
  if (isDeleted) return <p class="deleted">This message was deleted.</p>;
  return (
    <div class="message-content">
      {blocks.length > 0 ? (
        <Blocks blocks={blocks} {...surface({ channel, ts })} />
      ) : (
        text && (
          <div>
            <Mrkdwn text={text} names={names} />
          </div>
        )
      )}
      {isEdited && <span class="edited">(edited)</span>}
      {files.map(({ id, name, size }) => (
        <p key={id} class="file">
          <Icon name="file" /> {name} <span class="size">{sizeInWords(size)}</span>
        </p>
      ))}
    </div>
  );
}

function sizeInWords(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
