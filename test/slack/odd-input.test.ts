import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);

/** Everything about a ticket in the agents' channel, once all parts of its transcript are there. */
async function ticketOf(customer: Actor, lastWords: string): Promise<Message[]> {
  const { realName } = customer.person;
  const card = await bot.card(bot.billing, `Customer: ${realName}`);
  const thread = () => slack.thread(bot.billing, card);
  const what = `“${lastWords}” at the end of the transcript`;
  const isThere = () => {
    const shown = thread().at(-1)?.shown.trimEnd() ?? '';
    // The bot's greeting may come last.
    const withoutGreeting = shown.replace(/\nBOT: Tell me all.*$/s, '').trimEnd();
    return shown.endsWith(lastWords) || withoutGreeting.endsWith(lastWords);
  };
  await slack.waitFor(isThere, { what });
  return thread();
}

/** What stands under a card, the parts' titles and repeated speakers left out. */
function transcriptText([, ...parts]: Message[]): string {
  return parts.map(({ shown }) => shown.slice(shown.indexOf('\n') + 1, -1)).join('');
}

/** The bot links the customer's conversation, and a file where Slack itself says that it is. */
const linkOfBot = new RegExp(
  `/archives/${help.id}/p\\d+$|^https://playground\\.slack\\.com/files/U\\w+/F\\w+$`,
);

function assertHarmless(messages: Message[]): void {
  for (const { pings, links, shown } of messages) {
    assert.deepEqual(pings, [], shown);
    for (const { url } of links) assert.match(url, linkOfBot);
  }
}

test('a customer whose name is a command to Slack pings nobody', async () => {
  const name = '<!channel> *bold* <https://evil.example|bank>';
  const eve = bot.customer('eve', { realName: name, displayName: '<@U000000001>' });
  const root = await eve.say(help, 'I was charged twice');
  await bot.settled();
  await eve.say(help, '!escalate', { thread: root });

  const ticket = await ticketOf(eve, 'I was charged twice');

  assertHarmless(ticket);
  assert.match(ticket[0]?.shown ?? '', /Escalated by <!channel> \*bold\*/);
});

test('a participant with such a name pings nobody either', async () => {
  const ann = bot.customer('Ann');
  const mallory = bot.customer('mallory', { realName: '<!everyone>' });
  const root = await ann.say(help, 'I was charged twice');
  await mallory.say(help, 'Me too', { thread: root });
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root });

  const ticket = await ticketOf(ann, 'PARTICIPANT (<!everyone>): Me too');

  assertHarmless(ticket);
});

test('what looks like formatting, a mention or a link is shown as it was typed', async () => {
  const bob = bot.customer('Bob');
  const before = 'Charged twice <!here> *bold* _it_ `code` ~gone~';
  const after = '<@U1> <#C1|help> &lt; [a](https://evil.example) > quoted https://shop.example';
  const typed = `${before} <https://evil.example|label> ${after}`;
  const root = await bob.say(help, typed);
  await bot.settled();
  await bob.say(help, '!escalate', { thread: root });

  const ticket = await ticketOf(bob, 'https://shop.example');

  assertHarmless(ticket);
  for (const shown of [ticket[0]?.shown, transcriptText(ticket)]) {
    assert.ok(shown?.includes(before));
    assert.ok(shown?.includes(after));
  }
});

test('what pings in the customer’s channel does not ping in the agents’', async () => {
  const cid = bot.customer('Cid');
  const mentions = [bot.agents.amy, 'channel' as const];
  const root = await cid.say(help, '@amy @channel I was charged twice', { mentions });
  await bot.settled();
  await cid.say(help, '!escalate', { thread: root });

  assertHarmless(await ticketOf(cid, 'I was charged twice'));
});

test('a message of 40,000 characters arrives whole', async () => {
  const dora = bot.customer('Dora');
  const long = `I was charged twice ${'🧾 é漢字 '.repeat(5_000)}`
    .slice(0, 39_990)
    .concat('THE END');
  const root = await dora.say(help, long);
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bot.settled();
  await dora.command('/escalate', { in: help });

  const ticket = await ticketOf(dora, 'in the channel.');

  assertHarmless(ticket);
  const text = transcriptText(ticket).replaceAll('CUSTOMER: ', '');
  const titles = ticket.slice(1).map(({ shown }) => shown.split('\n')[0]);
  assert.match(titles[0] ?? '', /^Transcript of H-\d+$/);
  assert.match(titles[1] ?? '', /^Transcript of H-\d+, continued$/);
  assert.ok(text.startsWith(long), 'no character is lost or broken');
});

test('a message of 40,000 characters without a space arrives whole', async () => {
  const dirk = bot.customer('Dirk');
  const long = `charged ${'🧾'.repeat(19_000)}END`;
  const root = await dirk.say(help, long);
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bot.settled();
  await dirk.say(help, '!escalate', { thread: root });

  const ticket = await ticketOf(dirk, 'in the channel.');

  assert.ok(transcriptText(ticket).replaceAll('CUSTOMER: ', '').startsWith(long));
});

test('a conversation of 300 messages arrives whole and in order', async () => {
  const fay = bot.customer('Fay');
  const root = await fay.say(help, 'I was charged twice');
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bot.settled();
  const texts = Array.from({ length: 299 }, (_, index) => `message ${index} ${'x'.repeat(40)}`);
  for (const text of texts) await fay.say(help, text, { thread: root });
  await bot.settled();
  await fay.command('/escalate', { in: help });

  const ticket = await ticketOf(fay, texts.at(-1) ?? '');

  const lines = transcriptText(ticket).split(/(?=CUSTOMER: |BOT: )/);
  const customers = lines.filter((line) => line.startsWith('CUSTOMER: message'));
  assert.deepEqual(
    customers.map((line) => line.trimEnd()),
    texts.map((text) => `CUSTOMER: ${text}`),
  );
});

test('emoji and right-to-left text arrive as they were written, without what turns a line round', async () => {
  const gus = bot.customer('جاسم 🦊');
  const typed = 'charged twice: خصم مرتين 👩‍👩‍👧 שלום \u202Eabc\u202C ﷽ e\u0301';
  const root = await gus.say(help, typed);
  await bot.settled();
  await gus.say(help, '!escalate', { thread: root });

  const arrived = typed.replace(/[\u202E\u202C]/g, '');
  const ticket = await ticketOf(gus, arrived);

  assert.ok(transcriptText(ticket).includes(arrived));
});

test('an attachment alone is a conversation, and its name stands in the transcript', async () => {
  const hal = bot.customer('Hal');
  const files = [{ name: 'charge <!here>.pdf', mimetype: 'application/pdf' }];

  const root = await hal.say(help, '', { files });
  const greeting = await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  await bot.settled();
  await hal.press(greeting, 'Talk to a person');

  const ticket = await ticketOf(hal, 'in the channel.');
  assertHarmless(ticket);
  assert.match(
    transcriptText(ticket),
    /^CUSTOMER: \[file: charge <!here>\.pdf \(application\/pdf\)\]/,
  );
});

test('a message with a character that databases refuse is taken in without it', async () => {
  const ida = bot.customer('Ida');

  await ida.directMessage('I was charged \u0000 twice');
  await bot.settled();
  await ida.command('/escalate');

  await ticketOf(ida, 'I was charged  twice');
});
