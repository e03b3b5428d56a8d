import { useState } from 'preact/hooks';
import type { Message } from '../../protocol.ts';
import { useSlack } from '../slack.ts';
import { Avatar } from './avatar.tsx';
import { EditForm } from './edit-form.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessageContent } from './message-content.tsx';
import { Reactions } from './reactions.tsx';
import { RepliesLink } from './replies-link.tsx';
import { marginTime, messageTime } from './times.ts';

/** One message with its actions. */
export function MessageRow({
  message,
  hasThreads,
  isContinued,
}: {
  message: Message;
  hasThreads: boolean;
  isContinued: boolean;
}) {
  const { person } = useSlack();
  const [isEditing, setEditing] = useState(false);
  const author = person(message.user);
  const name = message.author?.name ?? author.name;
  const isApp = message.author !== undefined || author.isBot;
  const time = messageTime(message.ts);
  return (
    <article
      class={`message ${isContinued ? 'is-continued' : ''} ${message.isOnlyForMe ? 'is-mine-only' : ''}`}
      aria-label={`${name}, ${time}`}
      tabIndex={-1}
    >
      <div class="message-side">
        {isContinued ? (
          <time class="message-side-time">{marginTime(message.ts)}</time>
        ) : (
          <Avatar person={author} author={message.author} />
        )}
      </div>
      <div class="message-main">
        {message.isOnlyForMe && !isContinued && <p class="mine-only">Only visible to you</p>}
        {!isContinued && (
          <p class="message-head">
            <strong>{name}</strong>
            {isApp && <span class="app-badge">APP</span>}
            <time class="message-when">{time}</time>
          </p>
        )}
        {isEditing ? (
          <EditForm message={message} onDone={() => setEditing(false)} />
        ) : (
          <MessageContent message={message} />
        )}
        <Reactions message={message} />
        {hasThreads && <RepliesLink message={message} />}
      </div>
      {!message.isOnlyForMe && !message.isDeleted && !isEditing && (
        <MessageActions message={message} hasThreads={hasThreads} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
}
