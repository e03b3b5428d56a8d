import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type ClockMove, msOf } from '../../playground/demo/clock/clock-move.ts';
import { desk } from '../../playground/demo/desk.ts';
import { pageScenarios } from '../../playground/demo/page-scenarios.ts';
import { addCustomers } from '../../playground/demo/people.ts';
import { runActs } from '../../playground/demo/run-acts.ts';
import { cardsOf, runScenario } from '../../playground/demo/run-scenario.ts';
import { openCompany } from '../support/company.ts';
import { movableClock } from '../support/movable-clock.ts';
import { startBot } from '../support/start-bot.ts';

// Jobs that are to run later are found by the database's own clock: so all of it is past.
let behindMs = Date.now() - Date.parse('2026-01-05T09:00');
const now = () => Date.now() - behindMs;
const company = await openCompany({ now });
const { slack } = company;
const customers = addCustomers(slack);
for (const person of [customers.john, customers.nora]) slack.join(company.help, person);
slack.addChannel({ name: 'leads', private: true, members: [company.agents.amy] });
const clock = Object.assign(movableClock(), { now });
const bot = await startBot({ company, desk, clock });
after(async () => {
  await bot.stop();
  await slack.stop();
});

const played = pageScenarios(customers, company).filter(
  ({ acts, entryPoint }) => acts || entryPoint === 'nobody',
);

for (const scenario of played) {
  test(`the scenario “${scenario.title}” can be played to its end`, async () => {
    const steps: string[] = [];
    const observer = {
      before: () => slack.delivered(),
      after: ({ text }: { text: string }) => void steps.push(text),
      answered: () => {},
    };
    const moveClock = async (move: ClockMove) => {
      await bot.settled();
      behindMs -= msOf(move, now());
      await clock.fired();
    };
    const context = { slack, company, observer, moveClock, patienceMs: 20_000 };
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
    const acts = (scenario.acts ?? []).filter((act) => 'by' in act);
    assert.ok(steps.length > acts.length);
    assert.ok(slip === undefined || timesRead(slip) === 0);
    for (const answer of answers) {
      assert.ok(typeof answer !== 'string' || timesRead(answer) === 1, `${answer} is read once`);
    }
    if (scenario.name === 'merged') {
      assert.ok(arrival.earlier);
      const [card, first] = [slack.message(arrival.card), slack.message(arrival.earlier.card)];
      assert.match(card?.shown ?? '', /Goes on in H-\d+/);
      assert.match(first?.shown ?? '', /Resolved by Amy Agent/);
    }
  });
}
