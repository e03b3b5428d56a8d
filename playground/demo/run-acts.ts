import type { Actor } from '../workspace/acting/actor.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Arrival, Place, ScenarioContext } from './run-scenario.ts';
import type { Act, Scenario } from './scenarios.ts';

/**
 * Plays what agents and the customer do with a ticket that has arrived.
 *
 * @throws when what an act leads to does not come.
 */
export async function runActs(
  scenario: Scenario,
  { arrival, ...context }: ScenarioContext & { arrival: Arrival },
): Promise<void> {
  const { slack, company, device, observer, patienceMs } = context;
  for (const act of scenario.acts ?? []) {
    const { words, to } = act.leadsTo;
    const person = act.by === 'agent' ? company.agents.amy : scenario.customer;
    const actor = slack.as(person, device);
    const telling = () =>
      messagesOf[to](scenario, arrival, slack).filter(({ shown }) => shown.includes(words));
    const before = new Set(telling().map(({ ts }) => ts));
    if ('writes' in act) await write(act, { actor, scenario, arrival, ...context });
    else await press(act, { actor, scenario, arrival, ...context });
    const told = await slack.waitFor(() => telling().find(({ ts }) => !before.has(ts)), {
      what: `“${words}”`,
      timeoutMs: patienceMs,
    });
    if (to === 'customer') observer.answered(told.shown);
  }
}

type Acting = ScenarioContext & { actor: Actor; scenario: Scenario; arrival: Arrival };

async function write(
  { by, writes: text }: Extract<Act, { writes: string }>,
  { actor, scenario, arrival, slack, observer }: Acting,
): Promise<void> {
  const { person } = actor;
  const last = messagesOf[by === 'agent' ? 'agents' : 'customer'](scenario, arrival, slack).at(-1);
  if (!last) throw new Error(`${person.name} has nowhere to write`);
  const at = placeOf(last, slack);
  await observer.before({ person, does: 'write', text, at });
  await actor.say(at.channel, text, { thread: at.thread });
  observer.after({ person, does: 'write', text, at });
}

/** Presses the latest such button, and fills in and submits what it opens. */
async function press(
  { by, presses: button, fills }: Extract<Act, { presses: string }>,
  { actor, scenario, arrival, slack, observer, patienceMs }: Acting,
): Promise<void> {
  const { person } = actor;
  const shown = messagesOf[by === 'agent' ? 'agents' : 'customer'](scenario, arrival, slack);
  const message = shown.findLast((candidate) => candidate.shown.includes(`[${button}]`));
  if (!message) throw new Error(`Nothing shows the button ${button} to ${person.name}`);
  const pressing = { person, does: 'press', text: button, at: placeOf(message, slack) } as const;
  await observer.before(pressing);
  await actor.press(message, button);
  observer.after(pressing);
  if (fills === undefined) return;
  const opened = () => actor.modal;
  await slack.waitFor(opened, { what: `the form of ${button}`, timeoutMs: patienceMs });
  actor.fill(fills);
  const text = Object.values(fills).join(' · ');
  const filling = { person, does: 'fill in', text, at: pressing.at } as const;
  await observer.before(filling);
  const { status } = await actor.submit();
  if (status !== 'closed') throw new Error(`The form of ${button} was not taken: ${status}`);
  observer.after(filling);
}

/** The thread of a message; of one in direct messages that has none, the direct messages. */
function placeOf({ channel: id, threadTs, ts }: Message, slack: ScenarioContext['slack']): Place {
  const channel = slack.channel(id);
  return { channel, thread: threadTs ?? (channel.kind === 'im' ? undefined : ts) };
}

/** What agents see of the ticket, its card first, and what the customer sees of their conversation. */
const messagesOf = {
  agents: (_: Scenario, { channel, card }: Arrival, slack: ScenarioContext['slack']) => [
    slack.message(card) ?? card,
    ...slack.thread(channel, card).slice(1),
  ],
  customer: (
    { customer, channel }: Scenario,
    _: Arrival,
    slack: ScenarioContext['slack'],
  ): Message[] => {
    if (!channel) return slack.directMessages(customer);
    const roots = slack.messages(channel).filter(({ user }) => user === customer.id);
    return roots.flatMap((root) => slack.thread(channel, root));
  },
};
