import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { freePort } from '../support/free-port.ts';
import {
  prepareData,
  startByNpm,
  startHandoffProcess,
  temporaryFolder,
} from '../support/handoff-process.ts';

const company = await openCompany();
const { slack, help, billing, customer, card } = company;
after(slack.stop);
const folder = await temporaryFolder();
const data = await prepareData(folder);
const settings = {
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  DATA_DIR: data,
  ADMIN_PORT: String(await freePort()),
};
const since = new Date(Date.now() - 2 * 24 * 60 * 60_000).toISOString().slice(0, 10);

async function report(args: string[], more: Record<string, string> = {}) {
  const run = startByNpm(['run', '-s', 'report', '--', ...args], { ...settings, ...more });
  const { code } = await run.ended;
  return { code, printed: run.log(), errors: run.errors() };
}

test('npm run report prints the same of a bot at work, which alone may read its database, and of one that is stopped', async () => {
  const unused = await report(['--since', since]);
  const bot = startHandoffProcess(folder, settings);
  slack.deliverTo(`${await bot.ready()}/slack/events`);
  const ann = customer('Ann');
  const root = await ann.say(help, 'I was charged twice for my invoice');
  await ann.say(help, '!escalate', { thread: root });
  await card(billing, 'Ann');

  const atWork = await report(['--since', since, '--csv']);
  const wrong = await report(['--week', 'tomorrow']);
  const elsewhere = await report([], { ADMIN_PORT: String(await freePort()) });
  bot.send('SIGTERM');
  await bot.ended;
  const stopped = await report(['--since', since, '--csv']);
  const text = await report(['--since', since]);

  assert.equal(unused.printed, 'This database has no tickets: no bot has worked with it yet.\n');
  assert.equal(atWork.errors, '');
  assert.match(atWork.printed, /^about,name,figure,value,unit\r\n/);
  assert.match(atWork.printed, /\r\nall,,opened,1,tickets\r\n/);
  assert.match(atWork.printed, /\r\ncategory,Billing,opened,1,tickets\r\n/);
  const withoutAges = (csv: string) => csv.replaceAll(/^all,,age.*\r\n/gm, '');
  assert.equal(withoutAges(stopped.printed), withoutAges(atWork.printed));
  assert.match(text.printed, /^Support: \d.*\(Europe\/London\)\n/);
  assert.match(text.printed, /\nOpened +1\n/);
  assert.match(text.printed, /\nStill open at the end +1 +for 0 min/);
  assert.deepEqual([wrong.code, wrong.printed], [1, '']);
  assert.match(wrong.errors, /^--week is not a day: write one as --week 2026-11-01\.$/m);
  assert.equal(elsewhere.code, 1);
  assert.match(elsewhere.errors, /did not answer at .* Set ADMIN_PORT/);
});
