import { useLayoutEffect, useRef } from 'preact/hooks';
import { Composer } from '../composer/composer.tsx';
import { useReturnedFocus } from '../focus/use-returned-focus.ts';
import { Icon } from '../icon.tsx';
import { MessageList } from '../messages/message-list.tsx';
import { useSlack } from '../slack.ts';
import { StatusLine } from './status-line.tsx';

/** A thread, beside its channel. */
export function ThreadPane({ channel, root }: { channel: string; root: string }) {
  const { screen, names, closeThread } = useSlack();
  const messages = screen.messages.filter(
    ({ channel: at, ts, threadTs }) => at === channel && (ts === root || threadTs === root),
  );
  const session = screen.sessions.find(
    (each) => each.channel === channel && each.threadTs === root,
  );
  const pane = useRef<HTMLElement>(null);
  useReturnedFocus(pane);
  useLayoutEffect(() => {
    const isOpenedByHand = document.activeElement?.closest('main');
    if (isOpenedByHand) pane.current?.querySelector('textarea')?.focus();
  }, []);
  return (
    <aside
      ref={pane}
      class="pane thread"
      aria-label="Thread"
      onKeyDown={({ key, defaultPrevented }) => {
        if (key === 'Escape' && !defaultPrevented) closeThread();
      }}
    >
      <header class="pane-header">
        <h2>{session?.title ?? 'Thread'}</h2>
        <p class="topic">
          {names.channel(channel)}
          {session && ` · ${session.status}`}
        </p>
        <button
          type="button"
          class="icon-button"
          aria-label="Close the thread"
          onClick={closeThread}
        >
          <Icon name="close" />
        </button>
      </header>
      <MessageList label="Messages in the thread" messages={messages} hasThreads={false} />
      <StatusLine channel={channel} thread={root} />
      <Composer label="Reply in the thread" channel={channel} thread={root} />
    </aside>
  );
}
