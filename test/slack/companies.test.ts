import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { openTicket } from '../support/open-ticket.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany({ rateLimits: false });
const { slack, help, agents } = company;
const bot = await startBot({ company, pauses: { companiesMayComeMs: 10_000 } });
const amy = slack.as(agents.amy);
slack.share(help, true);
after(async () => {
  await bot.stop();
  await slack.stop();
});

function joins(count: number, company: string | undefined, kind: 'stranger' | 'member') {
  for (let index = 0; index < count; index += 1) {
    const name = `${company ?? 'own'}-${index}`;
    slack.join(help, slack.addUser({ name, kind, ...(company && { company }) }));
  }
}

async function whoReads(name: string): Promise<string> {
  const { card } = await openTicket(bot, name);
  await amy.press(card, 'Reply');
  const [, shown = ''] = /Who will read it: (.*)/.exec(shownInForm(amy.modal)) ?? [];
  await amy.dismiss();
  return shown;
}

test('the form says how many readers of a shared channel belong to which company', async () => {
  joins(4, 'Acme', 'stranger');
  joins(2, 'Beta', 'stranger');

  const few = await whoReads('Ann');
  joins(70, undefined, 'member');
  joins(3, 'Acme', 'stranger');
  const many = await whoReads('Bea');

  assert.match(few, /^everyone in #help, \d+ people, of them 4 of Acme and 2 of Beta\./);
  assert.match(many, /^everyone in #help, \d+ people, of them 7 of Acme and 2 of Beta\./);
});

test('where Slack names no company, or answers too late, the form opens all the same', async () => {
  joins(1, 'Gamma', 'stranger');
  slack.faults.add({ fault: 'slack-error', error: 'missing_scope', method: 'team.info', times: 1 });
  const unnamed = await whoReads('Cid');
  const other = await startBot({ company, pauses: { companiesMayComeMs: 0 } });
  const late = await whoReads('Dan');
  await other.stop();

  assert.match(unnamed, /, of them 7 of Acme, 2 of Beta, and 1 of another company\./);
  assert.match(late, /people\. People of other companies are among them\./);
});
