import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inSlack } from './in-slack.ts';
import { noBrowser, type Playground, startPlayground } from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

test('a message posted while the bot is down is answered once it is started again', {
  skip,
}, async () => {
  const page = await playground.open();
  const john = inSlack(page);
  await page.getByRole('button', { name: 'Faults' }).click();
  await john.faults.getByText('The bot is up').waitFor();

  await john.faults.getByRole('button', { name: 'Kill the bot' }).click();
  await john.faults.getByText('The bot is down').waitFor();
  await john.say(john.main, 'You charged me twice for a TV');
  await john.faults.getByText('The bot was killed (kill -9).').waitFor();
  await john.faults.getByText('the bot cannot be reached').first().waitFor();

  await john.faults.getByRole('button', { name: 'Start the bot' }).click();
  await john.faults.getByText('The bot is up').waitFor();
  await john.main.getByRole('button', { name: '1 reply' }).click();
  await john.thread.getByRole('button', { name: 'Talk to a person' }).click();
  await john.thread.getByText('H-1 is with our team for Billing').waitFor();
  assert.equal(await john.message(john.main, 'You charged me twice').count(), 1);
  assert.equal(await john.message(john.thread, 'Tell me all that matters').count(), 1);
  assert.equal(await john.message(john.thread, 'H-1 is with our team').count(), 1);
});

test('a ticket arrives once, even when answers of Slack are lost', { skip }, async () => {
  const page = await playground.open({ as: 'Nora New' });
  const [nora, amy] = [inSlack(page), inSlack(await playground.open({ as: 'Amy Agent' }))];
  await page.getByRole('button', { name: 'Faults' }).click();
  await nora.faults.getByRole('switch', { name: 'Slack loses answers' }).click();
  await nora.faults.getByText('Fault on: Slack loses answers.').waitFor();

  await nora.say(nora.main, 'I cannot log in with my password');
  await nora.message(nora.main, 'I cannot log in').getByRole('button', { name: /repl/ }).click();
  await nora.thread.getByRole('button', { name: 'Talk to a person' }).click();
  await nora.thread.getByText('is with our team for Support').waitFor({ timeout: 90_000 });

  await amy.channel('agents-support').click();
  const cards = amy.message(amy.main, 'H-2 · Support');
  await cards.getByRole('button', { name: '1 reply' }).click({ timeout: 90_000 });
  await amy.thread.getByText('Transcript of H-2').waitFor();
  await nora.faults
    .getByText(/gets no answer: was it posted\?/)
    .first()
    .waitFor();
  await nora.faults
    .getByText(/looks in .* whether its message is there already/)
    .first()
    .waitFor();
  await nora.faults.getByText('0 jobs and 0 posts wait').waitFor({ timeout: 90_000 });
  assert.equal(await cards.count(), 1);
  assert.equal(await amy.message(amy.thread, 'Transcript of H-2').count(), 1);

  await nora.faults.getByRole('switch', { name: 'Slack loses answers' }).click();
  await nora.faults.getByText('Fault off: Slack loses answers.').waitFor();
});
