import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Message } from '../../protocol.ts';
import { useSlack } from '../slack.ts';
import { MessageRow } from './message-row.tsx';
import { dayOf } from './times.ts';

/** Messages in order; the list stays scrolled to its end until the reader scrolls up. */
export function MessageList({
  label,
  messages,
  hasThreads,
  children,
}: {
  label: string;
  messages: readonly Message[];
  hasThreads: boolean;
  children?: ComponentChildren;
}) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const inOrder = [...messages].sort((left, right) => Number(left.ts) - Number(right.ts));
  useLayoutEffect(() => {
    if (list.current && isAtEnd.current) list.current.scrollTop = list.current.scrollHeight;
  });
  return (
    <div
      class="messages"
      ref={list}
      role="log"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 80;
      }}
    >
      <div class="messages-start">{children}</div>
      {inOrder.map((message, index) => (
        <MessageWithDay
          key={message.ts}
          message={message}
          previous={inOrder[index - 1]}
          hasThreads={hasThreads}
          replies={!hasThreads && index === 1 ? inOrder.length - 1 : 0}
        />
      ))}
    </div>
  );
}

function MessageWithDay({
  message,
  previous,
  hasThreads,
  replies,
}: {
  message: Message;
  previous: Message | undefined;
  hasThreads: boolean;
  /** The number of replies, of a thread's first reply only. */
  replies: number;
}) {
  const { now } = useSlack();
  const day = dayOf(message.ts, now());
  const isNewDay = !previous || dayOf(previous.ts, now()) !== day;
  return (
    <>
      {isNewDay && (
        <p class="day">
          <span>{day}</span>
        </p>
      )}
      {replies > 0 && (
        <p class="replies-below">
          {replies} {replies === 1 ? 'reply' : 'replies'}
        </p>
      )}
      <MessageRow
        message={message}
        hasThreads={hasThreads}
        isContinued={!isNewDay && replies === 0 && continues(message, previous)}
      />
    </>
  );
}

/** Messages of one person within five minutes share one heading, as in Slack. */
function continues(message: Message, previous: Message | undefined): boolean {
  if (!previous || previous.user !== message.user) return false;
  if (previous.author?.name !== message.author?.name) return false;
  const isClose = Number(message.ts) - Number(previous.ts) < 300;
  return isClose && previous.isOnlyForMe === message.isOnlyForMe && !previous.isDeleted;
}
