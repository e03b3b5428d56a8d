import type { Message } from '../../protocol.ts';
import { useSlack } from '../slack.ts';
import { Emoji } from '../text/emoji.tsx';

/** The reactions under a message; pressing one adds mine. */
export function Reactions({ message }: { message: Message }) {
  const { screen, names, act } = useSlack();
  const { channel, ts, reactions } = message;
  if (reactions.length === 0) return null;
  return (
    <ul class="reactions" aria-label="Reactions">
      {reactions.map(({ name, users }) => {
        const isMine = users.includes(screen.me.id);
        return (
          <li key={name}>
            <button
              type="button"
              class={isMine ? 'is-mine' : ''}
              aria-pressed={isMine}
              title={users.map(names.user).join(', ')}
              onClick={() => !isMine && act({ type: 'react', channel, ts, name })}
            >
              <Emoji name={name} /> {users.length}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
