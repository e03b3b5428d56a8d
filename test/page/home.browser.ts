import { after, before, test } from 'node:test';
import { inSlack } from './in-slack.ts';
import { noBrowser, type Playground, startPlayground } from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

test('an agent chooses in the menus of the Home tab what it lists, and opens a card from there', {
  skip,
}, async () => {
  const { slack, customers, company } = playground.environment;
  const john = slack.as(customers.john);
  await john.say(company.help, 'I was charged twice');
  await slack.delivered();
  await john.command('/escalate', { in: company.help });
  const isThere = () => slack.messages(company.billing).find(({ shown }) => /^H-/.test(shown));
  await slack.waitFor(isThere, { what: 'a card' });
  const page = await playground.open();
  const { main } = inSlack(page);
  await page.goto(`${playground.url}/#${company.agents.amy.id}/home`);
  await main.getByText('Waiting longest').waitFor();

  await main.getByRole('combobox', { name: 'Which tickets' }).click();
  await main.getByRole('option', { name: 'New (1)' }).click();
  await main.getByText('New: 1').waitFor();
  await main.getByRole('combobox', { name: 'Which channels' }).click();
  await main.getByRole('option', { name: /^Sales/ }).click();
  await main.getByText('New: 0').waitFor();
  await main.getByRole('combobox', { name: 'Which channels' }).click();
  await main.getByRole('option', { name: 'My channels' }).click();
  await main.getByRole('link', { name: /^H-\d+$/ }).click();

  await main.getByRole('heading', { name: '#agents-billing' }).waitFor();
});
