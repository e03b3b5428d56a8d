import type { SmallCompany } from '../small-company.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type Arrival, runScenario } from './run-scenario.ts';
import { type Check, type CheckedScenario, checksOf, type Scenario } from './scenarios.ts';
import type { Terminal } from './terminal.ts';

type Context = {
  slack: Workspace;
  company: SmallCompany;
  terminal: Terminal;
  engine: 'offline' | 'model';
};

/**
 * Runs a scenario to its end in the terminal, and returns whether the ticket arrived as it should.
 * Each line is printed after it has happened in the workspace, as it is there.
 */
export async function checkScenario(
  scenario: CheckedScenario,
  { slack, company, terminal, engine }: Context,
): Promise<boolean> {
  terminal.title(scenario.title);
  const arrival = await runScenario(scenario, {
    slack,
    company,
    patienceMs: 40_000,
    moveClock: () => Promise.reject(new Error('In the terminal the clock is not moved.')),
    observer: {
      before: () => slack.delivered(),
      after: ({ person, does, text }) =>
        terminal.played(person.realName, does === 'press' ? `[${text}]` : text),
      answered: (text) => terminal.message(slack.bot.realName, text),
    },
  });
  const { channel, card, transcript } = arrival;
  const nameOf = (id: string) => nameIn(slack, id);
  terminal.ticket(channel, card, { thread: transcript(), nameOf });
  await followToTheEnd(scenario, { arrival, slack, company, terminal });
  const checks = checksOf(scenario, card, engine);
  for (const { isRight, text } of checks) terminal.result(isRight, text);
  return checks.every(({ isRight }: Check) => isRight);
}

async function followToTheEnd(
  scenario: Scenario,
  {
    arrival: { card },
    slack,
    company: { agents },
    terminal,
  }: Omit<Context, 'engine'> & { arrival: Arrival },
): Promise<void> {
  const number = card.shown.split(' ', 1)[0] ?? '';
  const find = (words: string) => () =>
    botMessages(slack, scenario).find(({ shown }) => shown.includes(`${number} ${words}`));
  const status = await slack.waitFor(find('is with our team'), { what: "the customer's status" });
  terminal.message(slack.bot.realName, status.shown);
  await slack.as(agents.amy).press(card, 'Resolve');
  terminal.played(agents.amy.realName, '[Resolve]');
  const end = await slack.waitFor(find('is resolved'), { what: 'the end', timeoutMs: 20_000 });
  terminal.message(slack.bot.realName, end.shown);
}

/** What the bot posted to the customer. */
function botMessages(slack: Workspace, { customer, channel }: Scenario): Message[] {
  if (!channel) return slack.directMessages(customer).filter(({ bot }) => bot);
  const roots = slack.messages(channel).filter(({ user }) => user === customer.id);
  return roots.flatMap((root) => slack.thread(channel, root)).filter(({ bot }) => bot);
}

function nameIn(slack: Workspace, id: string): string {
  const person = slack.people().find((candidate) => candidate.id === id);
  const channel = slack.channels().find((candidate) => candidate.id === id);
  return person?.realName ?? channel?.name ?? id;
}
