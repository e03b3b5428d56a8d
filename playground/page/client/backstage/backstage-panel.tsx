import { useId, useRef } from 'preact/hooks';
import type { Backstage, Fault, Line } from '../../protocol.ts';
import { useReturnedFocus } from '../focus/use-returned-focus.ts';
import { clockTime } from '../messages/times.ts';
import { useSlack } from '../slack.ts';

/** What can go wrong, switched by hand, and what comes of it in plain words. */
export function BackstagePanel({
  backstage,
  lines,
  onClose,
}: {
  backstage: Backstage;
  lines: readonly Line[];
  onClose: () => void;
}) {
  const pane = useRef<HTMLElement>(null);
  useReturnedFocus(pane);
  return (
    <aside ref={pane} class="backstage" aria-label="Faults">
      <header class="pane-header">
        <h2>Faults: watch nothing get lost</h2>
        <button type="button" class="icon-button" aria-label="Close the faults" onClick={onClose}>
          ✕
        </button>
      </header>
      <div class="backstage-body">
        <BotSwitch backstage={backstage} />
        <FaultSwitches faults={backstage.faults} />
        <p class="model-words">
          <strong>Model: {backstage.model.name}.</strong> {backstage.model.words}
        </p>
      </div>
      <Journal lines={lines} />
    </aside>
  );
}

/** The newest first. */
function Journal({ lines }: { lines: readonly Line[] }) {
  return (
    <section class="journal" aria-label="Journal">
      <h3>What happens</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div class="lines" role="log" aria-label="What happens" tabIndex={0}>
        {[...lines].reverse().map((line) => (
          <p key={line.id} class={line.isTrouble ? 'is-trouble' : ''}>
            <time>{clockTime(line.at)}</time>
            <span class={`about is-${line.about}`}>{line.about}</span>
            <span>{line.words}</span>
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

function BotSwitch({ backstage: { bot, waiting } }: { backstage: Backstage }) {
  const { act } = useSlack();
  return (
    <section class="bot-switch" aria-label="The bot">
      <p role="status">
        <span class={`light is-${bot}`} aria-hidden="true" />
        <strong>{states[bot]}.</strong>
        {waiting && (
          <span class="waiting-counts">
            {waiting.jobs} {waiting.jobs === 1 ? 'job' : 'jobs'} and {waiting.posts}{' '}
            {waiting.posts === 1 ? 'post' : 'posts'} wait in its database.
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

function FaultSwitch({ fault: { name, title, words, isOn, unavailable } }: { fault: Fault }) {
  const { act } = useSlack();
  const id = useId();
  return (
    <li>
      <label>
        <input
          type="checkbox"
          role="switch"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-words`}
          checked={isOn}
          aria-checked={isOn}
          disabled={unavailable !== undefined}
          onChange={({ currentTarget }) =>
            act({ type: 'fault', fault: name, isOn: currentTarget.checked })
          }
        />
        <span>
          <strong id={`${id}-title`}>{title}</strong>
          <span class="fault-words" id={`${id}-words`}>
            {unavailable ?? words}
          </span>
        </span>
      </label>
    </li>
  );
}
