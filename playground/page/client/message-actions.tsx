import { useState } from 'preact/hooks';
import type { Message } from '../protocol.ts';
import { Emoji } from './blocks/emoji.tsx';
import { useSlack } from './slack.ts';
import { useMenu } from './use-menu.ts';

/** What shows over a message under the pointer or the focus: reacting, replying, and its menu. */
export function MessageActions({
  message,
  hasThreads,
  onEdit,
}: {
  message: Message;
  hasThreads: boolean;
  onEdit: () => void;
}) {
  const { act, openThread } = useSlack();
  const { channel, ts } = message;
  return (
    <div class="message-actions" role="toolbar" aria-label="What to do with this message">
      {quick.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={`React with ${name.replaceAll('_', ' ')}`}
          onClick={() => act({ type: 'react', channel, ts, name })}
        >
          <Emoji name={name} />
        </button>
      ))}
      {hasThreads && (
        <button type="button" onClick={() => openThread(channel, message.threadTs ?? ts)}>
          Reply
        </button>
      )}
      <MoreMenu message={message} onEdit={onEdit} />
    </div>
  );
}

const quick = ['white_check_mark', 'eyes'];

function MoreMenu({ message, onEdit }: { message: Message; onEdit: () => void }) {
  const { screen, act } = useSlack();
  const [isOpen, setOpen] = useState(false);
  const { place, opener, close } = useMenu(isOpen, setOpen);
  const { channel, ts } = message;
  const isMine = message.user === screen.me.id;
  const choose = (deed: () => void) => () => {
    close();
    deed();
  };
  return (
    <div ref={place} class="more">
      <button
        type="button"
        ref={opener}
        aria-label="More actions"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <ul class="menu">
          {screen.bot.shortcuts.map(({ callbackId, name }) => (
            <li key={callbackId}>
              <button
                type="button"
                onClick={choose(() => act({ type: 'shortcut', channel, ts, callbackId }))}
              >
                {name} <span class="of-app">{screen.bot.name}</span>
              </button>
            </li>
          ))}
          {isMine && (
            <li>
              <button type="button" onClick={choose(onEdit)}>
                Edit message
              </button>
            </li>
          )}
          {isMine && (
            <li>
              <button
                type="button"
                class="is-danger"
                onClick={choose(() => act({ type: 'delete', channel, ts }))}
              >
                Delete message
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
