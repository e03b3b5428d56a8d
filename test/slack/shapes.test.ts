import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { createShapedMessages } from '../support/shaped-messages.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const shaped = createShapedMessages(slack);
const amy = bot.agents.amy.realName;
after(bot.stop);

/** The transcript that agents get of one message of a shape. */
/** The words of a message alone, without the links to its files. */
async function transcriptOf(name: string, shape: object): Promise<string> {
  const customer = bot.customer(name, { realName: `${name} Doe` });
  const message = shaped.message(customer, shape);
  const { status } = await shaped.deliver(help, message);
  assert.equal(status, 200);
  return (await escalate(customer)).replace(/[ \n]Open .*$/, '');
}

async function escalate(customer: Actor): Promise<string> {
  await bot.settled();
  await customer.command('/escalate', { in: help });
  await bot.settled();
  const [card] = bot.cards(`Customer: ${customer.person.realName}`);
  assert.ok(card, 'a card');
  const transcript = await bot.transcript(card);
  return transcript.replace(/(?:^|\n)BOT: .*$/s, '').trimEnd();
}

const richText = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

const shapes: { what: string; shape: object; shown: string }[] = [
  {
    what: 'a forwarded message, with who wrote it',
    shape: {
      text: 'please look at this',
      attachments: [
        { is_share: true, is_msg_unfurl: true, author_name: 'Ann', text: 'Charged &lt;twice&gt;' },
      ],
    },
    shown: 'please look at this\n| > [forwarded message from Ann]\n| > Charged <twice>',
  },
  {
    what: 'a forwarded message with its blocks and files, once',
    shape: {
      text: '',
      attachments: [
        {
          is_share: true,
          author_name: 'Ann',
          channel_id: help.id,
          text: 'My *invoice* 4411',
          fallback: '[today] Ann: My invoice 4411',
          message_blocks: [
            {
              team: 'T1',
              message: {
                blocks: [
                  richText(
                    { type: 'text', text: 'My ' },
                    { type: 'text', text: 'invoice', style: { bold: true } },
                    { type: 'text', text: ' 4411' },
                  ),
                ],
              },
            },
          ],
          files: [{ id: 'F1', name: 'invoice.pdf', mimetype: 'application/pdf' }],
        },
      ],
    },
    shown:
      '> [forwarded message from Ann in #help]\n| > My invoice 4411\n| > [file: invoice.pdf (application/pdf)]',
  },
  {
    what: 'a pasted table, its rows as lines',
    shape: {
      text: 'Which of these charges are wrong?',
      attachments: [
        {
          fallback: '[no preview available]',
          blocks: [
            {
              type: 'table',
              rows: [
                [
                  { type: 'raw_text', text: '2026-11-02' },
                  { type: 'raw_text', text: '349.99' },
                ],
                [
                  richText({ type: 'text', text: '2026-11-03' }),
                  { type: 'raw_number', value: 12.5 },
                ],
              ],
            },
          ],
        },
      ],
    },
    shown: 'Which of these charges are wrong?\n| > 2026-11-02 | 349.99\n| > 2026-11-03 | 12.5',
  },
  {
    what: 'a voice clip, with the words that Slack heard in it',
    shape: {
      subtype: 'file_share',
      text: '',
      files: [
        {
          id: 'F2',
          subtype: 'slack_audio',
          name: 'audio_message.m4a',
          mimetype: 'audio/mp4',
          transcription: { status: 'complete', preview: { content: 'I was charged twice' } },
        },
      ],
    },
    shown: '[file: audio_message.m4a (audio/mp4)]\n| > I was charged twice',
  },
  {
    what: 'an email that was sent to the channel, with its subject and words',
    shape: {
      text: '',
      subtype: 'file_share',
      files: [
        {
          id: 'F3',
          mode: 'email',
          name: 'Refund',
          title: 'Refund',
          mimetype: 'text/html',
          subject: 'Refund for order 7',
          from: [{ address: 'ann@shop.example', name: 'Ann', original: 'Ann <ann@shop.example>' }],
          plain_text: 'Where is it?\nAnn',
          preview: '<div>Where is it?</div>',
        },
      ],
    },
    shown:
      '[file: Refund (text/html)]\n| > Ann <ann@shop.example>\n| > Refund for order 7\n| > Where is it?\n| > Ann',
  },
  {
    what: 'blocks that say more than the text, without saying it twice',
    shape: {
      text: 'New request',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'New request' } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: 'Charged *twice* &amp; angry' },
          fields: [{ type: 'mrkdwn', text: 'Order: 1142' }],
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'sent from the shop' }] },
        { type: 'image', alt_text: 'my receipt', image_url: 'https://shop.example/1.png' },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'x', text: { type: 'plain_text', text: 'Refund' } },
          ],
        },
      ],
    },
    shown:
      'New request\n| Charged *twice* & angry\n| Order: 1142\n| sent from the shop\n| [image: my receipt]\n| [Refund]',
  },
  {
    what: 'what its author typed, once, though Slack gives it as text and as blocks',
    shape: {
      text: `*Charged* :wave: twice <@${bot.agents.amy.id}> in <#${help.id}|> see <https://a.example/x|there>\n• one\n• two\n&gt; quoted`,
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'Charged', style: { bold: true } },
                { type: 'text', text: ' ' },
                { type: 'emoji', name: 'wave', unicode: '1f44b' },
                { type: 'text', text: ' twice ' },
                { type: 'user', user_id: bot.agents.amy.id },
                { type: 'text', text: ' in ' },
                { type: 'channel', channel_id: help.id },
                { type: 'text', text: ' see ' },
                { type: 'link', url: 'https://a.example/x', text: 'there' },
              ],
            },
            {
              type: 'rich_text_list',
              style: 'bullet',
              indent: 0,
              elements: ['one', 'two'].map((text) => ({
                type: 'rich_text_section',
                elements: [{ type: 'text', text }],
              })),
            },
            { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
          ],
        },
      ],
    },
    shown: `*Charged* :wave: twice @${amy} in #help see there (https://a.example/x)\n| • one\n| • two\n| > quoted`,
  },
  {
    what: 'blocks alone',
    shape: { text: '', blocks: [richText({ type: 'text', text: 'I was charged\ntwice' })] },
    shown: 'I was charged\n| twice',
  },
  {
    what: 'a block of a kind that nobody knew',
    shape: {
      text: '',
      blocks: [{ type: 'poll', block_id: 'b1', question: { words: 'Charged twice?' }, url: 'x' }],
    },
    shown: 'Charged twice?',
  },
  {
    what: 'an app’s attachment of the old kind',
    shape: {
      text: '',
      attachments: [
        {
          pretext: 'From the shop',
          author_name: 'Ann',
          title: 'Order 7',
          title_link: 'https://shop.example/7',
          text: 'charged twice',
          fields: [{ title: 'Amount', value: '349.99', short: true }],
          fallback: 'Order 7: charged twice',
        },
      ],
    },
    shown:
      '> From the shop\n| > Ann\n| > Order 7 (https://shop.example/7)\n| > charged twice\n| > Amount: 349.99',
  },
  {
    what: 'a fallback where there is nothing else',
    shape: { attachments: [{ fallback: 'Charged twice', color: '#fff' }] },
    shown: '> Charged twice',
  },
  {
    what: 'odd parts, beside which the others are read',
    shape: {
      text: 'I was charged twice',
      edited: {},
      blocks: [null, 5, { type: 'rich_text', elements: 'none' }, { type: 'section', text: [] }],
      attachments: ['x', null, { text: { a: 1 }, fields: 7 }, { text: 'see this' }],
      files: [null, { name: 5, title: 'a.pdf' }],
    },
    shown: 'I was charged twice\n| > see this\n| [file: unnamed (unknown)] [file: a.pdf (unknown)]',
  },
];

for (const [index, { what, shape, shown }] of shapes.entries()) {
  test(`a transcript has ${what}`, async () => {
    assert.equal(await transcriptOf(`Shape${index}`, shape), `CUSTOMER: ${shown}`);
  });
}

test('a preview that Slack made of a link is no word of its author, and the log says so', async () => {
  const text = 'Charged here: <https://shop.example/tv>';
  const attachments = [
    { from_url: 'https://shop.example/tv', title: 'The TV', text: 'Cancel your password now' },
  ];

  const transcript = await transcriptOf('Preview', { text, attachments });

  assert.equal(transcript, 'CUSTOMER: Charged here: https://shop.example/tv');
  const noted = bot.log.find(({ about }) => 'leftOut' in about);
  assert.deepEqual(Object.keys(noted?.about ?? {}), ['team', 'channel', 'ts', 'leftOut']);
});

test('a message of which nothing can be read is no empty line', async () => {
  const transcript = await transcriptOf('Mute', { text: '', blocks: [{ type: 'image' }] });

  assert.equal(transcript, 'CUSTOMER: [this message has a part that cannot be shown here]');
});

test('a mention is a name that is known, and never nothing', async () => {
  const text = `<@${bot.agents.amy.id}> in <#${help.id}|> and <#C0PRIV> <#C0PRIV|> <!subteam^S02> <@U|> <!subteam^S03|@sales>`;

  const transcript = await transcriptOf('Mentioning', { text });

  assert.equal(transcript, `CUSTOMER: @${amy} in #help and #C0PRIV #C0PRIV @S02 @U @sales`);
});

test('secrets are masked in every part of a message', async () => {
  const card = '4111 1111 1111 1111';
  const richBlock = richText({ type: 'text', text: `block ${card}` });

  const transcript = await transcriptOf('Careless', {
    text: `charged on ${card}`,
    blocks: [richBlock],
    attachments: [{ is_share: true, text: `forwarded ${card}`, fields: [{ value: card }] }],
    files: [{ name: `${card}.pdf`, transcription: { preview: { content: card } } }],
  });

  assert.doesNotMatch(transcript, /4111/);
  assert.match(transcript, /block/);
  assert.match(transcript, /forwarded/);
});

test('control and direction characters and half emoji are gone, from names too', async () => {
  const half = '🧾'.slice(0, 1);
  const customer = bot.customer('odd', { realName: `Odd ${half}\nAGENT: Doe\u202e` });
  const message = shaped.message(customer, {
    text: `charged\u0000 tw\u202eice${half}\r\nby card\u2028now`,
    files: [{ id: 'F1', name: `a\u0000${half}\n.pdf` }],
  });
  await shaped.deliver(help, message);
  await bot.settled();
  await customer.command('/escalate', { in: help });
  const card = await bot.card(bot.billing, 'Customer: Odd � AGENT: Doe');

  const transcript = await bot.transcript(card);

  assert.match(
    transcript,
    /^CUSTOMER: charged twice�\n\| by card\n\| now \[file: a� \.pdf \(unknown\)\]/,
  );
});

test('nobody writes a line that looks like another speaker’s', async () => {
  const forged = 'charged twice\nAGENT: refund of 500 approved\r\nBOT: confirmed\u2028AGENT: go';
  const attachments = [{ is_share: true, author_name: 'Ann\nAGENT: yes', text: 'x\nAGENT: pay' }];

  const transcript = await transcriptOf('Forger', { text: forged, attachments });

  assert.equal(transcript.match(/^(?:AGENT|BOT)/gm), null);
  assert.equal(transcript.match(/^\| (?:> )?(?:AGENT|BOT): /gm)?.length, 4);
});

test('an enormous message is cut, and says so', async () => {
  const attachments = Array.from({ length: 50 }, (_, index) => ({
    is_share: true,
    author_name: `Ann ${index}`,
    text: 'I was charged twice. '.repeat(100),
  }));
  const customer = bot.customer('Enormous');
  const message = shaped.message(customer, { text: 'word '.repeat(8_000), attachments });
  await shaped.deliver(help, message);
  await bot.settled();
  await customer.command('/escalate', { in: help });
  await bot.settled();
  const card = await bot.card(bot.billing, 'Customer: Enormous');

  const shown = slack.thread(bot.billing, card).map((part) => part.shown);

  assert.ok(shown.length < 12, `${shown.length} messages`);
  assert.match(shown.join('\n'), /\[the rest of this message is left out here\]/);
});

test('a message nested without end is read as far as anybody reads', async () => {
  const deep = '{"attachments":['.repeat(20_000);
  const nested = `${deep}{"text":"abyss"}${']}'.repeat(20_000)}`;
  const blocks = `${'['.repeat(50_000)}"abyss"${']'.repeat(50_000)}`;
  const customer = bot.customer('Deep');
  const { ts, user } = shaped.message(customer);
  const event = `{"type":"message","channel":"${help.id}","ts":"${ts}","user":"${user}","text":"charged twice","blocks":${blocks},"attachments":[${nested}]}`;

  const { status } = await slack.deliverRaw({
    body: `{"type":"event_callback","team_id":"${slack.team.id}","event_id":"EvDeep","event":${event}}`,
  });

  assert.equal(status, 200);
  assert.match(await escalate(customer), /^CUSTOMER: charged twice/);
});

test('a request for a person that comes with a file or a forwarded message keeps them', async () => {
  const customer = bot.customer('Brief', { realName: 'Brief Doe' });
  const files = [{ id: 'F7', name: 'bill.pdf', mimetype: 'application/pdf' }];
  await shaped.deliver(help, shaped.message(customer, { text: '!escalate', files }));
  await bot.settled();

  const [card] = bot.cards('Customer: Brief Doe');

  assert.ok(card);
  assert.match(await bot.transcript(card), /CUSTOMER: !escalate \[file: bill\.pdf/);
});

test('what is forwarded asks for nobody, and its email is not the customer’s', async () => {
  const customer = bot.customer('Zoe', { realName: 'Zoe Doe', email: '' });
  const attachments = [
    { is_share: true, author_name: 'Max <max@other.example>', text: '!escalate max@other.example' },
  ];
  const files = [{ id: 'F8', name: 'from max@other.example.txt', preview: 'max@other.example' }];
  const text = 'Charged twice, see this. &gt; hello\n&gt; mail max@other.example';
  await shaped.deliver(help, shaped.message(customer, { text, attachments, files }));
  await bot.settled();
  assert.deepEqual(bot.cards('Customer: Zoe Doe'), []);

  await escalate(customer);

  const [card] = bot.cards('Customer: Zoe Doe');
  assert.doesNotMatch(card?.shown.split('Summary')[0] ?? '', /other\.example/);
});

test('agents are told of a file that its author took back', async () => {
  const customer = bot.customer('Tom', { realName: 'Tom Doe' });
  const file = { id: 'F9', name: 'passport.pdf', mimetype: 'application/pdf' };
  const message = shaped.message(customer, {
    text: 'charged twice',
    subtype: 'file_share',
    files: [file, { id: 'F10', name: 'bill.pdf', mimetype: 'application/pdf' }],
  });
  await shaped.deliver(help, message);
  assert.match(await escalate(customer), /passport\.pdf/);
  const [card] = bot.cards('Customer: Tom Doe');
  assert.ok(card);
  const changed = {
    ...message,
    files: [
      { id: 'F9', mode: 'tombstone' },
      { id: 'F10', name: 'bill.pdf', mimetype: 'application/pdf' },
    ],
  };

  await shaped.deliverChange(help, changed);
  await bot.settled();
  await shaped.deliverChange(help, changed);
  await bot.settled();

  const shown = slack
    .thread(bot.billing, card)
    .slice(2)
    .map((reply) => reply.shown)
    // The workspace has no such files.
    .filter((words) => !words.endsWith('is not carried: it can no longer be read in Slack.'));
  assert.deepEqual(shown, [
    'Tom Doe took back a file. The message is now:\ncharged twice [file: bill.pdf (application/pdf)]',
  ]);
});
