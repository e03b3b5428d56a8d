import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openDatabase } from '../../src/database/open-database.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { openTicket } from '../support/open-ticket.ts';
import { createShapedMessages } from '../support/shaped-messages.ts';
import { startBot } from '../support/start-bot.ts';

const AT_ONCE = 40;

const company = await openCompany({ rateLimits: false, redeliverAfterMs: [] });
const { slack, help, billing, agents } = company;
const database = await lastingDatabase();
// Nothing in it depends on the database: on the embedded one a part is enough.
const CASES = database.kind === 'postgres' ? 10_000 : 1_000;
const bot = await startBot({ company, database });
const shaped = createShapedMessages(slack);
after(async () => {
  await bot.stop();
  await slack.stop();
});

/** What might make somebody, or some code, take a note for more. */
const opening = fc.constantFrom(
  '',
  '!reply ',
  '!Reply ',
  '! reply ',
  '!send ',
  '/reply ',
  '&gt; ',
  '&gt;&gt;&gt; ',
  '> !reply ',
  '`!reply` ',
  '```!reply ',
  '!escalate ',
  '@customer ',
  '#reply ',
  'To the customer: ',
);
const mention = fc.constantFrom('', 'BOT', 'CUSTOMER', 'COLLEAGUE');
const spacing = fc.constantFrom('', ' ', '\n', '\t', '\u00a0', '\u200b');
const words = fc.oneof(
  fc.constant('refund him and close it'),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const note = fc.record({
  opening,
  mention,
  spacing,
  words,
  by: fc.constantFrom('amy', 'ben'),
  how: fc.constantFrom(
    'new',
    'edited',
    'file',
    'broadcast',
    'forwarded',
    'through an app',
    'again',
  ),
  where: fc.constantFrom('thread', 'channel'),
});
type Note = typeof note extends fc.Arbitrary<infer Value> ? Value : never;

test(`none of ${CASES} notes in an agents’ channel reaches the customer, or is stored`, async () => {
  const { customer, root, card } = await openTicket(bot, 'Ann');
  await bot.settled();
  const before = await stored();
  const seen = slack.thread(help, root).map(({ shown }) => shown);
  const posts: unknown[] = [];
  const unsubscribe = slack.subscribe((change) => {
    if (change.type === 'called' && change.call.method === 'chat.postMessage') posts.push(change);
  });

  const notes = fc.sample(note, { seed: 20_261_127, numRuns: CASES });
  for (let start = 0; start < notes.length; start += AT_ONCE) {
    const statuses = await Promise.all(
      notes.slice(start, start + AT_ONCE).map(async (one) => {
        const message = messageOf(one, { card: card.ts, customer: customer.person.id });
        const { status } = await (one.how === 'edited'
          ? shaped.deliverChange(billing, message)
          : shaped.deliver(billing, message));
        return status;
      }),
    );
    assert.ok(statuses.every((status) => status === 200));
  }
  await bot.settled();
  unsubscribe();

  assert.deepEqual(posts, []);
  assert.deepEqual(
    slack.thread(help, root).map(({ shown }) => shown),
    seen,
  );
  assert.equal(slack.directMessages(customer.person).length, 0);
  assert.deepEqual(await stored(), before);
});

function messageOf(
  { opening, mention, spacing, words, by, how, where }: Note,
  { card, customer }: { card: string; customer: string },
): object {
  const mentions = new Map([
    ['BOT', `<@${slack.botUserId}>`],
    ['CUSTOMER', `<@${customer}>`],
    ['COLLEAGUE', `<@${agents.ben.id}>`],
  ]);
  const text = `${mentions.get(mention) ?? ''}${spacing}${opening}${words}`;
  const shapes = new Map<string, object>([
    ['file', { subtype: 'file_share', files: [{ id: 'F1', name: text, mimetype: 'text/plain' }] }],
    ['broadcast', { subtype: 'thread_broadcast', root: { ts: card } }],
    ['forwarded', { attachments: [{ is_share: true, is_msg_unfurl: true, text }] }],
    ['through an app', { bot_id: 'B0ZAPIER', app_id: 'A0ZAPIER' }],
    ['edited', { edited: { user: agents[by].id, ts: card } }],
    ['again', { ts: card.replace(/\d$/, '9') }],
  ]);
  return shaped.message(slack.as(agents[by]), {
    text,
    ...(where === 'thread' && { thread_ts: card }),
    ...shapes.get(how),
  });
}

/** A folder's database is open in the bot alone: there, what was posted must do. */
async function stored() {
  if (database.kind !== 'postgres') return undefined;
  const opened = await openDatabase(database);
  const { queries } = opened;
  const messages = await queries
    .selectFrom('messages')
    .select(['ts', 'text'])
    .orderBy('ts')
    .execute();
  const replies = await queries.selectFrom('replies').select('id').execute();
  const outbox = await queries.selectFrom('outbox').select('id').orderBy('id').execute();
  await opened.close();
  return { messages, replies, outbox };
}
