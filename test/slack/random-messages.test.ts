import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { FileReference } from '../../src/conversations/message.ts';
import { shownWords } from '../../src/conversations/transcript.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { messageShape, wordsOfShape } from '../support/random-shapes.ts';
import { createShapedMessages } from '../support/shaped-messages.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';

const company = await openCompany({ rateLimits: false, redeliverAfterMs: [] });
const { slack, help, customer } = company;
const shaped = createShapedMessages(slack);
const shapes = fc.sample(messageShape, { seed: 20_261_126, numRuns: 30 });
after(slack.stop);

test('the same words are stored whether a message is delivered, found in a history or clicked', async () => {
  const database = await lastingDatabase();
  const [ann, bob] = [customer('Ann'), customer('Bob')];
  const random = slack.addChannel({ name: 'random', members: [bob.person] });
  const delivered = shapes.map((shape) => shaped.message(ann, shape));
  // Each of these makes a ticket.
  const clicked = shapes
    .slice(0, 8)
    .map((shape) => shaped.message(bob, { ...shape, thread_ts: null }));
  const first = await startBot({ company, database });
  const inHistory = shapes.map((shape) => shaped.message(ann, shape));

  for (const message of delivered) {
    assert.equal((await shaped.deliver(help, message)).status, 200);
  }
  for (const message of clicked) {
    assert.equal((await shaped.shortcut(bob, random, message)).status, 200);
  }
  await first.settled();
  await first.stop();
  slack.faults.add({
    method: 'conversations.history',
    channel: help,
    fault: 'answer-changed',
    times: 1,
    change: () => ({ ok: true, messages: inHistory.toReversed() }),
  });
  const second = await startBot({ company, database });
  await second.settled();
  await second.stop();

  const shown = await storedWords(database);
  for (const [index, shape] of shapes.entries()) {
    const ways = [delivered, clicked, inHistory].flatMap((messages) => messages[index]?.ts ?? []);
    const [event, ...others] = ways.map((ts) => shown.get(ts));
    assert.notEqual(event, undefined);
    for (const other of others) assert.equal(other, event);
    const lost = wordsOfShape(shape).filter((word) => !event?.includes(word));
    for (const ts of lost.length > 0 ? ways : []) {
      assert.ok(isNoted([first, second], ts), lost.join(' '));
    }
  }
});

function isNoted(bots: BotUnderTest[], ts: string): boolean {
  return bots.some(({ log }) =>
    log.some(({ about }) => 'leftOut' in about && 'ts' in about && about.ts === ts),
  );
}

async function storedWords(address: Parameters<typeof openDatabase>[0]) {
  const database = await openDatabase(address);
  const rows = await database.queries
    .selectFrom('messages')
    .select(['ts', 'text', 'files'])
    .execute();
  await database.close();
  return new Map(
    rows.map(({ ts, text, files }) => [
      ts,
      shownWords({ text, files: z.array(FileReference).parse(files) }),
    ]),
  );
}
