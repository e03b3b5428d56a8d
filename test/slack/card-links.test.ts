import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/database/open-database.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { openTicket } from '../support/open-ticket.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help, billing } = company;
const amy = slack.as(company.agents.amy);
const database = await lastingDatabase();
let bot = await startBot({ company, database });
after(async () => {
  await bot.stop();
  await slack.stop();
});

test('a card says where a conversation is whose thread is not there yet, and links it once it is', async () => {
  const clear = slack.faults.add({
    fault: 'rate-limited',
    retryAfterSeconds: 1,
    method: 'chat.postMessage',
    channel: help,
  });
  const ida = bot.customer('Ida');

  await ida.command('/escalate', { in: help, text: 'I was charged twice' });
  const card = await bot.card(billing, 'Customer: Ida').finally(clear);
  const linked = await slack.waitFor(
    () => {
      const now = slack.message(card);
      return now?.shown.includes('Open the conversation') ? now : undefined;
    },
    { what: 'the link' },
  );

  assert.match(card.shown, /Escalated by Ida .* In #help\n/);
  assert.doesNotMatch(card.shown, /direct messages/);
  const status = slack.messages(help).find(({ shown }) => shown.startsWith('@Ida Your request'));
  assert.ok(status);
  assert.match(
    linked.links[0]?.url ?? '',
    new RegExp(`/${help.id}/p${status.ts.replace('.', '')}$`),
  );
});

test('what an older bot has resolved and announced is reopened, not undone', async () => {
  const { customer, root, card } = await openTicket(bot, 'Olga');
  await amy.press(card, 'Resolve');
  await bot.settled();
  await amy.say(billing, 'They got their money', { thread: card });
  await bot.stop();
  await forgetWhenAnnounced();
  bot = await startBot({ company, database });

  const note = slack.thread(billing, card).at(-1);
  assert.ok(note);
  await amy.shortcut('Send to the customer', note);
  await amy.submit();
  await bot.settled();
  const shown = slack.message(card)?.shown ?? '';
  await customer.say(help, 'It was charged again', { thread: root });
  await bot.settled();

  assert.match(shown, /\[Reopen\]/);
  assert.match(slack.thread(help, root).at(-1)?.shown ?? '', /H-\d+ is open again/);
});

/** An older bot did not store which end of a ticket it had announced. */
async function forgetWhenAnnounced(): Promise<void> {
  const opened = await openDatabase(database);
  try {
    await opened.transaction(async (transaction) => {
      await sql`update outbox set about = about - 'at', subject = about ->> 'ticketId' where kind = 'resolved'`.execute(
        transaction,
      );
    });
  } finally {
    await opened.close();
  }
}
