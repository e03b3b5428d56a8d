import type { Actor } from '../workspace/acting/actor.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Modal } from '../workspace/team/modal.ts';
import type { Arrival, Place, ScenarioContext } from './run-scenario.ts';
import type { Conversation, Fills, PersonsAct, Scenario } from './scenarios.ts';

/**
 * Plays what agents and the customer do with a ticket that has arrived.
 *
 * @throws when what an act leads to does not come.
 */
export async function runActs(
  scenario: Scenario,
  { arrival, ...context }: ScenarioContext & { arrival: Arrival },
): Promise<void> {
  const { slack, company, device, observer, patienceMs, moveClock } = context;
  for (const act of scenario.acts ?? []) {
    const { words, to } = act.leadsTo;
    const telling = () =>
      messagesOf[to](scenario, arrival, slack).filter(({ shown }) => shown.includes(words));
    const before = new Set(telling().map(({ ts }) => ts));
    if ('moves' in act) {
      for (const move of act.moves) await moveClock(move);
    } else {
      const person = act.by === 'agent' ? company.agents.amy : scenario.customer;
      const acting = { actor: slack.as(person, device), scenario, arrival, ...context };
      await ('writes' in act ? write(act, acting) : press(act, acting));
    }
    const told = await slack.waitFor(() => telling().find(({ ts }) => !before.has(ts)), {
      what: `“${words}”`,
      timeoutMs: patienceMs,
    });
    if (to === 'customer') observer.answered(told.shown);
  }
}

type Acting = ScenarioContext & { actor: Actor; scenario: Scenario; arrival: Arrival };

async function write(
  { by, writes: text }: Extract<PersonsAct, { writes: string }>,
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

/** Presses the latest such button, those in the forms that it opens, and fills in and submits the last form. */
async function press(
  { by, presses, fills }: Extract<PersonsAct, { presses: string | readonly string[] }>,
  { actor, scenario, arrival, slack, observer, patienceMs }: Acting,
): Promise<void> {
  const { person } = actor;
  const [button = '', ...further] = typeof presses === 'string' ? [presses] : presses;
  const shown = messagesOf[by === 'agent' ? 'agents' : 'customer'](scenario, arrival, slack);
  const message = shown.findLast((candidate) => candidate.shown.includes(`[${button}]`));
  if (!message) throw new Error(`Nothing shows the button ${button} to ${person.name}`);
  const at = placeOf(message, slack);
  const pressIn = async (where: Message | Modal, text: string) => {
    const pressing = { person, does: 'press', text, at } as const;
    await observer.before(pressing);
    await actor.press(where, text);
    observer.after(pressing);
  };
  const formUpon = (below: Modal | undefined) =>
    slack.waitFor(() => (actor.modal?.id === below?.id ? undefined : actor.modal), {
      what: `the form of ${button}`,
      timeoutMs: patienceMs,
    });

  await pressIn(message, button);
  let form: Modal | undefined;
  for (const text of further) {
    form = await formUpon(form);
    await pressIn(form, text);
  }
  if (fills === undefined) return;
  await formUpon(form);
  const text = await fillIn(fills, actor);
  const filling = { person, does: 'fill in', text, at } as const;
  await observer.before(filling);
  let { status } = await actor.submit();
  // What it would do is shown before it is done.
  if (status === 'replaced') ({ status } = await actor.submit());
  if (status !== 'closed') throw new Error(`The form of ${button} was not taken: ${status}`);
  observer.after(filling);
}

/** Returns what was entered. */
async function fillIn(fills: Fills, actor: Actor): Promise<string> {
  const entered: string[] = [];
  for (const [label, wanted] of Object.entries(fills)) {
    const answer = typeof wanted === 'string' ? wanted : await firstOffered(label, wanted, actor);
    actor.fill({ [label]: answer });
    entered.push(answer);
  }
  return entered.join(' · ');
}

async function firstOffered(
  label: string,
  { search }: { search: string },
  actor: Actor,
): Promise<string> {
  if (!actor.modal) throw new Error('No form is open');
  const groups = await actor.optionsOf(actor.modal, label, search);
  const [first] = groups.flatMap(({ options }) => options);
  if (!first) throw new Error(`Nothing is offered as ${label} for “${search}”`);
  return first.text.text;
}

/** The thread of a message; of one in direct messages that has none, the direct messages. */
function placeOf({ channel: id, threadTs, ts }: Message, slack: ScenarioContext['slack']): Place {
  const channel = slack.channel(id);
  return { channel, thread: threadTs ?? (channel.kind === 'im' ? undefined : ts) };
}

/**
 * What agents see of each ticket, its card first, or in the channel of the last one; and what the customer
 * sees of each conversation. The earlier one is first.
 */
const messagesOf = {
  agents: (_: Scenario, arrival: Arrival, slack: ScenarioContext['slack']): Message[] =>
    inOrder(arrival).flatMap(({ channel, card }) => [
      slack.message(card) ?? card,
      ...slack.thread(channel, card).slice(1),
    ]),
  channel: (_: Scenario, { channel }: Arrival, slack: ScenarioContext['slack']): Message[] =>
    slack.messages(channel),
  customer: (scenario: Scenario, _: Arrival, slack: ScenarioContext['slack']): Message[] =>
    inOrder<WithCustomer>(scenario).flatMap(({ channel, customer = scenario.customer }) => {
      if (!channel) return slack.directMessages(customer);
      const roots = slack.messages(channel).filter(({ user }) => user === customer.id);
      return roots.flatMap((root) => slack.thread(channel, root));
    }),
};

type WithCustomer = Conversation & Pick<Scenario, 'earlier'> & { customer?: Scenario['customer'] };

function inOrder<Part>(last: Part & { earlier?: Part | undefined }): Part[] {
  return last.earlier ? [last.earlier, last] : [last];
}
