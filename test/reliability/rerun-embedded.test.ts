import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { prepareData, startHandoffProcess, temporaryFolder } from '../support/handoff-process.ts';
import { runFailedJobsAgain } from '../support/run-failed-jobs-again.ts';

const company = await openCompany();
const { slack, help, triage, customer, card } = company;
const owner = slack.addUser({ name: 'olga', realName: 'Olga Owner' });
after(slack.stop);
const folder = await temporaryFolder();
await prepareData(folder);
const settings = {
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  DATA_DIR: `${folder}/data`,
  OWNER: owner.id,
};

async function start() {
  const bot = startHandoffProcess(folder, settings);
  slack.deliverTo(`${await bot.ready()}/slack/events`);
  return bot;
}

async function failToReachAgents(name: string) {
  const told = slack.directMessages(owner).length;
  slack.archive(triage);
  await customer(name).command('/escalate', { in: help, text: 'It is raining' });
  await slack.waitFor(() => slack.directMessages(owner).length > told, {
    what: 'word to the owner',
    timeoutMs: 15_000,
  });
  slack.unarchive(triage);
}

test('one command runs failed jobs again, with the bot at work or stopped', async () => {
  const first = await start();
  await failToReachAgents('Ann');

  const asked = await runFailedJobsAgain(settings);
  await card(triage, 'Ann');
  await failToReachAgents('Bob');
  first.send('SIGTERM');
  await first.ended;
  const done = await runFailedJobsAgain(settings);
  const second = await start();
  await card(triage, 'Bob');

  assert.equal(asked, 'The running bot was asked to run its failed jobs again.\n');
  assert.equal(done, 'Failed jobs that will run again: 1.\n');
  second.send('SIGTERM');
  await second.ended;
});
