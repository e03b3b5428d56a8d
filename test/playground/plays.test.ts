import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pageScenarios } from '../../playground/demo/page-scenarios.ts';
import { addCustomers } from '../../playground/demo/people.ts';
import { runActs } from '../../playground/demo/run-acts.ts';
import { cardsOf, runScenario } from '../../playground/demo/run-scenario.ts';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack } = company;
const customers = addCustomers(slack);
for (const person of [customers.john, customers.nora]) slack.join(company.help, person);
const bot = await startBot({ company, desk: { reopenWithin: 0, undoSeconds: 0 } });
after(async () => {
  await bot.stop();
  await slack.stop();
});

for (const scenario of pageScenarios(customers, company).filter(({ acts }) => acts)) {
  test(`the scenario “${scenario.title}” can be played to its end`, async () => {
    const steps: string[] = [];
    const observer = {
      before: () => slack.delivered(),
      after: ({ text }: { text: string }) => void steps.push(text),
      answered: () => {},
    };
    const context = { slack, company, observer, patienceMs: 20_000 };
    for (const { card } of cardsOf(scenario.customer, context)) {
      await slack.as(company.agents.amy).press(card, 'Resolve');
    }
    const arrival = await runScenario(scenario, context);

    await runActs(scenario, { ...context, arrival });

    await bot.settled();
    const slip = steps.find((text) => text.startsWith('Him again'));
    const read = slack.as(scenario.customer);
    const timesRead = (words: string) =>
      read
        .channels()
        .flatMap(read.sees)
        .filter(({ shown }) => shown.includes(words)).length;
    const answers = (scenario.acts ?? []).flatMap((act) =>
      'fills' in act ? [act.fills?.['Your reply']] : [],
    );
    assert.ok(steps.length > (scenario.acts ?? []).length);
    assert.ok(slip === undefined || timesRead(slip) === 0);
    for (const answer of answers) {
      assert.ok(typeof answer !== 'string' || timesRead(answer) === 1, `${answer} is read once`);
    }
    if (scenario.earlier) {
      assert.ok(arrival.earlier);
      const [card, first] = [slack.message(arrival.card), slack.message(arrival.earlier.card)];
      assert.match(card?.shown ?? '', /Goes on in H-\d+/);
      assert.match(first?.shown ?? '', /Resolved by Amy Agent/);
    }
  });
}
