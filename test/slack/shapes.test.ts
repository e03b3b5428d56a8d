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
async function transcriptOf(name: string, shape: object): Promise<string> {
  const customer = bot.customer(name, { realName: `${name} Doe` });
  const message = shaped.message(customer, shape);
  const { status } = await shaped.deliver(help, message);
  assert.equal(status, 200);
  return escalate(customer);
}

async function escalate(customer: Actor): Promise<string> {
  await bot.settled();
  await customer.command('/escalate', { in: help });
  await bot.settled();
  const [card] = bot.cards(`Customer: ${customer.person.realName}`);
  assert.ok(card, 'a card');
  const transcript = await bot.transcript(card);
  return transcript.replace(/\n?BOT: .*$/s, '').trimEnd();
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
