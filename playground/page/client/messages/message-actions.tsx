import type { Message } from '../../protocol.ts';
import { usePopup } from '../blocks/use-popup.ts';
import { useToolbar } from '../focus/use-toolbar.ts';
import { Icon } from '../icon.tsx';
import { useSlack } from '../slack.ts';
import { Emoji } from '../text/emoji.tsx';

/** The toolbar of the message under the pointer or with the focus: react, reply, and its menu. */
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
  const toolbar = useToolbar();
  return (
    <div
      {...toolbar}
      class="message-actions"
      role="toolbar"
      aria-label="What to do with this message"
    >
      {quick.map((name, index) => (
        <button
          key={name}
          type="button"
          data-stop
          tabIndex={index === 0 ? 0 : -1}
          aria-label={`React with ${name.replaceAll('_', ' ')}`}
          onClick={() => act({ type: 'react', channel, ts, name })}
        >
          <Emoji name={name} />
        </button>
      ))}
      {hasThreads && (
        <button
          type="button"
          data-stop
          tabIndex={-1}
          onClick={() => openThread(channel, message.threadTs ?? ts)}
        >
          Reply
        </button>
      )}
      <MoreMenu message={message} onEdit={onEdit} />
    </div>
  );
}

const quick = ['white_check_mark', 'eyes', 'ticket'];

function MoreMenu({ message, onEdit }: { message: Message; onEdit: () => void }) {
  const { screen, act } = useSlack();
  const { isOpen, setOpen, close, button, popup } = usePopup<HTMLUListElement>();
  const { channel, ts } = message;
  const isMine = message.user === screen.me.id;
  const choose = (action: () => void) => () => {
    close();
    action();
  };
  return (
    <div class="more">
      <button
        type="button"
        ref={button}
        data-stop
        tabIndex={-1}
        aria-label="More actions"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <ul class="menu" ref={popup} popover="manual">
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
