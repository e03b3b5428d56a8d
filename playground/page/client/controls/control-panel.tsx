import { useId, useRef } from 'preact/hooks';
import type { Controls, Fault, LogEntry } from '../../protocol.ts';
import { useReturnedFocus } from '../focus/use-returned-focus.ts';
import { Icon } from '../icon.tsx';
import { clockTime } from '../messages/times.ts';
import { useSlack } from '../slack.ts';

/** The bot's process, the faults that a visitor can turn on, and the activity log. */
export function ControlPanel({
  controls,
  log,
  onClose,
}: {
  controls: Controls;
  log: readonly LogEntry[];
  onClose: () => void;
}) {
  const pane = useRef<HTMLElement>(null);
  useReturnedFocus(pane);
  return (
    <aside ref={pane} class="controls" aria-label="Faults">
      <header class="pane-header">
        <h2>Faults: watch nothing get lost</h2>
        <button type="button" class="icon-button" aria-label="Close the faults" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="controls-body">
        <BotSwitch controls={controls} />
        <FaultSwitches faults={controls.faults} />
        <p class="model-description">
          <strong>Model: {controls.model.name}.</strong> {controls.model.description}
        </p>
      </div>
      <ActivityLog log={log} />
    </aside>
  );
}

/** The newest entry first. */
function ActivityLog({ log }: { log: readonly LogEntry[] }) {
  return (
    <section class="activity" aria-label="Activity">
      <h3>What happens</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div class="log" role="log" aria-label="What happens" tabIndex={0}>
        {[...log].reverse().map((entry) => (
          <p key={entry.id} class={entry.isProblem ? 'is-problem' : ''}>
            <time>{clockTime(entry.at)}</time>
            <span class={`about is-${entry.about}`}>{entry.about}</span>
            <span>{entry.text}</span>
          </p>
        ))}
      </div>
    </section>
  );
}

const states = {
  up: 'The bot is up',
  starting: 'The bot is starting …',
  down: 'The bot is down. Write what you like: nothing is lost',
};

function BotSwitch({ controls: { bot, backlog } }: { controls: Controls }) {
  const { act } = useSlack();
  return (
    <section class="bot-switch" aria-label="The bot">
      <p role="status">
        <span class={`light is-${bot}`} aria-hidden="true" />
        <strong>{states[bot]}.</strong>
        {backlog && (
          <span class="backlog">
            {backlog.jobs} {backlog.jobs === 1 ? 'job' : 'jobs'} and {backlog.posts}{' '}
            {backlog.posts === 1 ? 'post' : 'posts'} wait in its database.
          </span>
        )}
      </p>
      {bot === 'down' ? (
        <button
          type="button"
          class="bar-button is-primary"
          onClick={() => act({ type: 'start bot' })}
        >
          Start the bot
        </button>
      ) : (
        <button
          type="button"
          class="bar-button is-danger"
          onClick={() => act({ type: 'kill bot' })}
        >
          Kill the bot (kill -9)
        </button>
      )}
    </section>
  );
}

function FaultSwitches({ faults }: { faults: readonly Fault[] }) {
  return (
    <ul class="faults">
      {faults.map((fault) => (
        <FaultSwitch key={fault.name} fault={fault} />
      ))}
    </ul>
  );
}

function FaultSwitch({ fault: { name, title, description, isOn, unavailable } }: { fault: Fault }) {
  const { act } = useSlack();
  const id = useId();
  return (
    <li>
      <label>
        <input
          type="checkbox"
          role="switch"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-description`}
          checked={isOn}
          aria-checked={isOn}
          disabled={unavailable !== undefined}
          onChange={({ currentTarget }) =>
            act({ type: 'set fault', fault: name, isOn: currentTarget.checked })
          }
        />
        <span>
          <strong id={`${id}-title`}>{title}</strong>
          <span class="fault-description" id={`${id}-description`}>
            {unavailable ?? description}
          </span>
        </span>
      </label>
    </li>
  );
}
