import type { Channel, Controls } from '../../protocol.ts';
import { Icon } from '../icon.tsx';
import { useSlack } from '../slack.ts';

/** The text at the top of a channel: what the channel is for, and what to try. */
export function Welcome({ channel, controls }: { channel: Channel; controls: Controls }) {
  const { screen, act } = useSlack();
  const first = controls.scenarios[0];
  const isCustomers = channel.name === 'help' || channel.kind === 'im';
  return (
    <section class="welcome">
      <h3>{channel.kind === 'im' ? channel.name : `#${channel.name}`}</h3>
      {isCustomers ? (
        <p>
          Customers of a small shop ask for help here. Write something as {screen.me.name}, then
          hand it to a person with the button{channel.kind === 'im' && ' or '}
          {channel.kind === 'im' && <code>/escalate</code>}. Handoff brings it to the right agents.
        </p>
      ) : (
        <p>Tickets for these agents arrive here, each as one card with its transcript.</p>
      )}
      {isCustomers && first && (
        <button
          type="button"
          class="bar-button is-primary"
          disabled={controls.running !== undefined || controls.bot !== 'up'}
          onClick={() => act({ type: 'run scenario', scenario: first.name })}
        >
          <Icon name="play" /> Watch: {first.title}
        </button>
      )}
    </section>
  );
}
