import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { movableClock } from '../support/movable-clock.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { openTicket } from '../support/open-ticket.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
after(() => postgres?.stop());
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';

test('two instances publish a Home tab that has changed once', { skip }, async () => {
  assert.ok(postgres);
  const database = postgres.address;
  const company = await openCompany();
  const { slack, agents } = company;
  const amy = slack.as(agents.amy);
  const clocks = [movableClock(), movableClock()];
  const bots: BotUnderTest[] = [];
  for (const clock of clocks) bots.push(await startBot({ company, database, clock }));
  const [bot] = bots;
  assert.ok(bot);
  const settled = () => Promise.all(bots.map((one) => one.settled()));
  await amy.openHome();
  await slack.waitFor(() => slack.home(amy.person)?.shown.includes('No open tickets'), {
    what: 'the Home tab',
  });
  await settled();
  await openTicket(bot, 'Ann');
  await settled();
  const published = () => slack.calls.filter(({ method }) => method === 'views.publish').length;
  const before = published();

  for (const clock of clocks) clock.fire();
  await slack.waitFor(() => slack.home(amy.person)?.shown.includes('1 open ticket'), {
    what: 'the ticket in the Home tab',
  });
  await settled();
  for (const clock of clocks) clock.fire();
  await settled();

  assert.equal(published() - before, 1);
  for (const one of bots) await one.stop();
  await slack.stop();
});
