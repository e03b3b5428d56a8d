import type { SmallCompany } from '../small-company.ts';
import type { Message } from '../workspace/team/message.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { runScenario } from './run-scenario.ts';
import { type CheckedScenario, isRight, type Scenario } from './scenarios.ts';
import type { Terminal } from './terminal.ts';

type Context = {
  slack: Workspace;
  company: SmallCompany;
  terminal: Terminal;
  engine: 'offline' | 'model';
};

/** Runs a scenario to its end in the terminal, and returns whether the ticket arrived as it should. */
export async function checkScenario(
  scenario: CheckedScenario,
  { slack, company, terminal, engine }: Context,
): Promise<boolean> {
  terminal.title(scenario.title);
  const { channel, card, transcript } = await runScenario(scenario, {
    slack,
    company,
    patienceMs: 40_000,
    observer: {
      async before({ person, text }) {
        await slack.delivered();
        terminal.message(person.realName, text);
      },
      answered: (text) => terminal.message('Handoff', text),
    },
  });
  terminal.ticket(channel, card, transcript());
  const findStatus = () =>
    botMessages(slack, scenario).find(({ shown }) => shown.includes('is with our team'));
  const status = await slack.waitFor(findStatus, { what: "the customer's status" });
  terminal.message('Handoff', status.shown);
  await slack.as(company.agents.amy).press(card, 'Resolve');
  const number = card.shown.split(' ', 1)[0] ?? '';
  const endings = () =>
    botMessages(slack, scenario).filter(({ shown }) => shown.includes(`${number} is res`));
  await slack.waitFor(() => endings().length === 2, { what: 'the end', timeoutMs: 20_000 });
  terminal.message(company.agents.amy.realName, '[Resolve]');
  for (const { shown } of endings()) terminal.message('Handoff', shown);

  const right = isRight(scenario, card, engine);
  terminal.result(
    right,
    right ? 'The ticket is as it should be.' : 'The ticket is not as it should be.',
  );
  return right;
}

/** What the bot posted to the customer. */
function botMessages(slack: Workspace, { customer, channel }: Scenario): Message[] {
  if (!channel) return slack.directMessages(customer).filter(({ bot }) => bot);
  const roots = slack.messages(channel).filter(({ user }) => user === customer.id);
  return roots.flatMap((root) => slack.thread(channel, root)).filter(({ bot }) => bot);
}
