import { useEffect, useRef, useState } from 'preact/hooks';
import type { ControlAction } from '../../protocol.ts';
import { useDismiss } from '../focus/use-dismiss.ts';
import { Icon } from '../icon.tsx';
import { dayAndTime } from '../messages/times.ts';
import { useSlack } from '../slack.ts';

/** What time it is in the workspace, and how it is moved. */
export function ClockMenu() {
  const { act, now } = useSlack();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLUListElement>(null);
  const close = useDismiss({ isOpen, setOpen, opener, content });
  useEveryMinute();
  return (
    <div class="scenario-menu clock-menu">
      <button
        type="button"
        class="bar-button"
        ref={opener}
        aria-label={`${dayAndTime(now())}: move the clock`}
        aria-expanded={isOpen}
        aria-controls="clock-moves"
        title={new Date(now()).toLocaleString()}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="clock" />
        <span class="clock-time">{dayAndTime(now())}</span>
      </button>
      {isOpen && (
        <ul
          class="scenarios clock-moves"
          id="clock-moves"
          ref={content}
          aria-label="Move the clock"
        >
          {moves.map(({ to, title, description }) => (
            <li key={to}>
              <button
                type="button"
                onClick={() => {
                  close();
                  void act({ type: 'move clock', to });
                }}
              >
                <strong>{title}</strong>
                <span>{description}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Move = Extract<ControlAction, { type: 'move clock' }>['to'];

const moves: { to: Move; title: string; description: string }[] = [
  { to: 'quarter', title: '15 minutes on', description: 'Nobody has looked yet.' },
  { to: 'hour', title: 'One hour on', description: 'Answers become due.' },
  { to: 'morning', title: 'The next working morning', description: 'Nine, from Monday to Friday.' },
  {
    to: 'holiday',
    title: 'The next holiday',
    description: 'The 15th of a month, when nobody is there.',
  },
  { to: 'week', title: 'One week on', description: 'Whoever waits, waits for long.' },
];

function useEveryMinute(): void {
  const [, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((minute) => minute + 1), 60_000);
    return () => clearInterval(timer);
  }, []);
}
