import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { openTicket } from '../support/open-ticket.ts';
import { createShapedMessages } from '../support/shaped-messages.ts';
import { startBot } from '../support/start-bot.ts';

const AT_ONCE = 40;
const PREFIX = '!reply';

const company = await openCompany({ rateLimits: false, redeliverAfterMs: [] });
const { slack, help, billing, agents } = company;
const database = await lastingDatabase();
const CASES = database.kind === 'postgres' ? 10_000 : 1_000;
const bot = await startBot({
  company,
  database,
  desk: { replyPrefix: PREFIX },
  pauses: { beforeTypedReplyMs: 0, betweenPostsMs: 0 },
});
const shaped = createShapedMessages(slack);
after(async () => {
  await bot.stop();
  await slack.stop();
});

const opening = fc.constantFrom(
  '',
  ...Array.from({ length: 12 }, () => '!reply '),
  ...['', ' ', '\n', '\u00a0', '\u200b', ':', 'x', '!'].map((end) => `!reply${end}`),
  ...['!Reply ', '!REPLY ', '! reply ', '!!reply ', '/reply ', '@reply ', 'reply ', '！reply '],
  ...['&gt; !reply ', '&gt;&gt;&gt; !reply ', '> !reply ', '>>> !reply ', '&gt;!reply '],
  ...['`!reply` ', '```!reply ', '*!reply* ', '~!reply~ ', '_!reply_ ', '- !reply ', '• !reply '],
  ...['!send ', '!escalate ', 'To the customer: !reply ', '\ufeff!reply ', '\u202e!reply '],
);
const mention = fc.constantFrom('', '', '', 'BOT', 'CUSTOMER', 'COLLEAGUE');
const spacing = fc.constantFrom('', '', '', ' ', '\n', '\t', '\u00a0', '\u200b');
const note = fc.record({
  opening,
  mention,
  spacing,
  by: fc.constantFrom('amy', 'ben', 'guest'),
  how: fc.constantFrom(
    ...['new', 'new', 'file', 'late', 'edited', 'changed', 'broadcast', 'forwarded', 'linked'],
    ...['through an app', 'of an app', 'of a bot', 'in quote', 'in code', 'in bold', 'in a list'],
  ),
  where: fc.constantFrom('thread', 'thread', 'channel'),
});
type Note = typeof note extends fc.Arbitrary<infer Value> ? Value : never;

test(`of ${CASES} messages in an agents’ channel only those that are a reply to the letter reach the customer`, async () => {
  const { customer, root, card } = await openTicket(bot, 'Ann');
  const guest = slack.as(slack.addUser({ name: 'guest', kind: 'guest' }));
  slack.join(billing, guest.person);
  await bot.settled();
  const before = slack.thread(help, root).length;
  const copiesBefore = slack.thread(billing, card).length;
  const authors = { amy: slack.as(agents.amy), ben: slack.as(agents.ben), guest };
  const notes = fc.sample(note, { seed: 20_261_127, numRuns: CASES });
  const replies = notes.flatMap((one, index) => (isReply(one) ? [wordsOf(index)] : []));
  const sendable = new Set(
    notes.flatMap((one, index) => (isReply(one) && one.how !== 'late' ? [wordsOf(index)] : [])),
  );

  for (let start = 0; start < notes.length; start += AT_ONCE) {
    const statuses = await Promise.all(
      notes.slice(start, start + AT_ONCE).map(async (one, offset) => {
        const message = messageOf(one, wordsOf(start + offset));
        const { status } = await (one.how === 'edited' || one.how === 'changed'
          ? shaped.deliverChange(billing, message)
          : shaped.deliver(billing, message));
        return status;
      }),
    );
    assert.ok(statuses.every((status) => status === 200));
  }
  await bot.settled();

  const sent = slack.thread(help, root).slice(before);
  const copies = slack.thread(billing, card).slice(copiesBefore);
  const shownAs = (words: string) => copies.filter(({ shown }) => shown.includes(`${words}.`));
  assert.ok(replies.length >= CASES / 1_000);
  assert.ok(sent.length > 0);
  assert.deepEqual(
    sent.filter(({ shown }) => !sendable.has(shown.replace(/\.$/, ''))).map(({ shown }) => shown),
    [],
  );
  assert.equal(new Set(sent.map(({ shown }) => shown)).size, sent.length);
  assert.equal(copies.length, replies.length);
  assert.ok(replies.every((words) => shownAs(words).length === 1));
  assert.equal(slack.directMessages(customer.person).length, 0);

  function messageOf({ opening, mention, spacing, by, how, where }: Note, words: string): object {
    const mentions = new Map([
      ['BOT', `<@${slack.botUserId}>`],
      ['CUSTOMER', `<@${customer.person.id}>`],
      ['COLLEAGUE', `<@${agents.ben.id}>`],
    ]);
    const text = `${mentions.get(mention) ?? ''}${spacing}${opening}${words}.`;
    const author = authors[by].person.id;
    const app = { bot_id: 'B0ZAPIER', app_id: 'A0ZAPIER' };
    const minutesAgo = `${Math.floor(Date.now() / 1000) - 180}.${words.slice(1).padStart(6, '0')}`;
    const shapes = new Map<string, object>([
      ['file', { subtype: 'file_share', files: [{ id: 'F1', name: text }] }],
      ['late', { ts: minutesAgo }],
      ['edited', { edited: { user: author, ts: card.ts } }],
      ['broadcast', { subtype: 'thread_broadcast', root: { ts: card.ts } }],
      ['forwarded', { attachments: [{ is_share: true, text }] }],
      ['linked', { attachments: [{ is_msg_unfurl: true, text }] }],
      ['through an app', app],
      ['of an app', { ...app, subtype: 'bot_message', username: 'Amy', user: undefined }],
      ['of a bot', { bot_profile: { name: 'Amy', app_id: 'A0ZAPIER' } }],
      ['in quote', richText('rich_text_quote', { type: 'text', text })],
      ['in code', richText('rich_text_preformatted', { type: 'text', text })],
      ['in bold', richText('rich_text_section', { type: 'text', text, style: { bold: true } })],
      [
        'in a list',
        richText('rich_text_list', {
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        }),
      ],
    ]);
    return shaped.message(authors[by], {
      text,
      ...(where === 'thread' && { thread_ts: card.ts }),
      ...shapes.get(how),
    });
  }
});

/** Each message has words of its own. */
function wordsOf(index: number): string {
  return `w${index}`;
}

/** Written out by hand: a plain new message of an agent in the thread, which begins with the word. */
function isReply({ opening, mention, spacing, by, how, where }: Note): boolean {
  const isWord = ['!reply ', '!reply\n', '!reply\u00a0'].includes(opening);
  const isFirst = mention === '' && spacing === '';
  const isPlain = ['new', 'file', 'late'].includes(how);
  return isWord && isFirst && isPlain && by !== 'guest' && where === 'thread';
}

function richText(type: string, element: object) {
  const style = type === 'rich_text_list' ? { style: 'bullet' } : {};
  return { blocks: [{ type: 'rich_text', elements: [{ type, ...style, elements: [element] }] }] };
}
