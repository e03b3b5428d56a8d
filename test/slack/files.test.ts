import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { wantedScopes } from '../../src/slack/workspace/scopes.ts';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

/** An installation that does not let the bot carry files. */
const scopes = [...wantedScopes.keys()].filter((scope) => !scope.startsWith('files:'));
const company = await openCompany({ scopes });
const bot = await startBot({ company });
const { slack, help } = bot;
after(async () => {
  await bot.stop();
  await slack.stop();
});

const invoice = { name: 'invoice.pdf', mimetype: 'application/pdf', size: 12_345 };
const photo = { name: 'photo.png', mimetype: 'image/png', size: 2_500_000 };

test('a file that was attached in a channel is linked on the card, in the transcript and later', async () => {
  const ann = bot.customer('Ann');
  const root = await ann.say(help, 'I was charged twice', { files: [invoice] });
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, 'Customer: Ann');
  await bot.settled();

  await ann.say(help, 'And here', { thread: root, files: [photo] });
  await bot.settled();

  const fileId = root.files[0]?.id;
  assert.match(card.shown, /Files\ninvoice\.pdf \(application\/pdf, 12 KB\)/);
  const [, transcript, followUp] = slack.thread(bot.billing, card);
  for (const message of [card, transcript]) {
    assert.ok(
      message?.links.some(({ url }) => url.endsWith(`/${fileId}`)),
      message?.shown,
    );
  }
  assert.match(transcript?.shown ?? '', /\[file: invoice\.pdf .*\] Open invoice\.pdf\n/);
  assert.match(
    followUp?.shown ?? '',
    /^CUSTOMER \([^()]+\): And here \[file: photo.*\] Open photo\.png$/,
  );
  assert.equal(followUp?.links.length, 1);
});

test('a file in the direct messages is said to stay there', async () => {
  const bob = bot.customer('Bob');
  await bob.directMessage('I was charged twice', { files: [invoice] });
  await bot.settled();
  await bob.command('/escalate');
  const card = await bot.card(bot.billing, 'Customer: Bob');
  await bot.settled();

  await bob.directMessage('And here', { files: [photo] });
  await bot.settled();

  assert.match(
    card.shown,
    /invoice\.pdf \(application\/pdf, 12 KB\), which stays in the customer’s direct messages/,
  );
  const [, , followUp] = slack.thread(bot.billing, card);
  assert.match(followUp?.shown ?? '', /\(it stays in the direct messages: image\/png, 2\.5 MB\)$/);
  assert.deepEqual(followUp?.links, []);
});

test('a file without an address is reached by its message, and twenty by the transcript', async () => {
  const cid = bot.customer('Cid');
  const files = Array.from({ length: 20 }, (_, index) => ({
    name: `${index}.log`,
    mimetype: `text/${'x'.repeat(900)}`,
  }));
  const root = await cid.say(help, 'I was charged twice', { files });
  await bot.settled();
  const ts = `${Number(root.ts) + 1}`;
  await slack.deliverRaw({
    body: JSON.stringify({
      type: 'event_callback',
      team_id: slack.team.id,
      event_id: 'EvFile',
      event: {
        type: 'message',
        subtype: 'file_share',
        channel: help.id,
        user: cid.person.id,
        ts,
        thread_ts: root.ts,
        text: 'And this',
        files: [
          { id: 'F1', name: 'stub', mimetype: 'text/plain', permalink: 7, size: 'big' },
          { id: 'F2', name: 'odd', mimetype: 'text/plain', permalink: 'https://files.example/F2' },
        ],
      },
    }),
  });
  await cid.say(help, '!escalate', { thread: root });

  const card = await bot.card(bot.billing, 'Customer: Cid');
  await bot.settled();

  assert.match(card.shown, /14 more are in the transcript below\./);
  const transcript = slack.thread(bot.billing, card).slice(1);
  const urls = transcript.flatMap(({ links }) => links.map(({ url }) => url));
  assert.equal(urls.length, 22);
  assert.equal(urls.filter((url) => url.endsWith(`/p${ts.replace('.', '')}`)).length, 2);
});

test('files in a private channel open for its members, and the card says so', async () => {
  const vip = slack.addChannel({ name: 'vip', private: true });
  const dan = bot.customer('Dan');
  slack.join(vip, dan.person);
  slack.join(vip, bot.agents.amy);
  slack.join(vip, slack.bot);
  const root = await dan.say(vip, 'I was charged twice', { files: [invoice] });
  await slack.delivered();

  await dan.shortcut('escalate_message', root);

  const card = await bot.card(bot.billing, 'Customer: Dan');
  assert.match(card.shown, /Files \(they open for members of the customer’s channel\)\ninvoice/);
});
