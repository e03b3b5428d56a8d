import { useRef, useState } from 'preact/hooks';
import type { Controls } from '../../protocol.ts';
import { useDismiss } from '../focus/use-dismiss.ts';
import { Icon } from '../icon.tsx';
import { useSlack } from '../slack.ts';

/** The scenarios that a visitor can watch. */
export function ScenarioMenu({ controls: { scenarios, running, bot } }: { controls: Controls }) {
  const { act } = useSlack();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLUListElement>(null);
  const close = useDismiss({ isOpen, setOpen, opener, content });
  if (running !== undefined) {
    const title = scenarios.find(({ name }) => name === running)?.title;
    return (
      <div class="scenario-menu">
        <button
          type="button"
          class="bar-button is-running"
          onClick={() => act({ type: 'stop scenario' })}
        >
          <Icon name="stop" />
          <span class="scenario-title">
            Stop<span class="scenario-name">: {title}</span>
          </span>
        </button>
      </div>
    );
  }
  return (
    <div class="scenario-menu">
      <button
        type="button"
        class="bar-button is-primary"
        ref={opener}
        aria-expanded={isOpen}
        aria-controls="scenarios"
        disabled={bot === 'starting'}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="scenario-icon">
          <Icon name="play" />
        </span>
        Scenarios
      </button>
      {isOpen && (
        <ul class="scenarios" id="scenarios" ref={content} aria-label="Scenarios to watch">
          {scenarios.map(({ name, title, description }) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => {
                  close();
                  void act({ type: 'run scenario', scenario: name });
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
