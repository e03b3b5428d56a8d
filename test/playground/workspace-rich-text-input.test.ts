import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { RichText } from '../../playground/workspace/blocks/rich-text.ts';
import { openForms, title } from './workspace-form.ts';

const bold = (text: string) => ({ type: 'text', text, style: { bold: true } });
const plain = (text: string) => ({ type: 'text', text });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const list = (style: string, ...items: object[]) => ({
  type: 'rich_text_list',
  style,
  elements: items,
});

const typed: Record<string, [text: string, ...elements: object[]]> = {
  'plain text': ['Hello, John', section(plain('Hello, John'))],
  'two lines': ['Hello\nJohn', section(plain('Hello\nJohn'))],
  'a Slack token, which stays text': ['<!channel> & <@U1>', section(plain('<!channel> & <@U1>'))],
  bold: ['It is *done* now', section(plain('It is '), bold('done'), plain(' now'))],
  'italic in bold': [
    '*so _very_ sorry*',
    section(
      bold('so '),
      { type: 'text', text: 'very', style: { bold: true, italic: true } },
      bold(' sorry'),
    ),
  ],
  'struck text and code': [
    '~no~ `a*b*c`',
    section({ type: 'text', text: 'no', style: { strike: true } }, plain(' '), {
      type: 'text',
      text: 'a*b*c',
      style: { code: true },
    }),
  ],
  'marks within words, which stay text': [
    '2*3*4 snake_case_name',
    section(plain('2*3*4 snake_case_name')),
  ],
  'a link with marks in it': [
    'see https://shop.example/_a_/b.',
    section(plain('see '), { type: 'link', url: 'https://shop.example/_a_/b' }, plain('.')),
  ],
  'lists and a quote': [
    'Do this:\n- one\n- *two*\n1. first\n> they wrote',
    section(plain('Do this:')),
    list('bullet', section(plain('one')), section(bold('two'))),
    list('ordered', section(plain('first'))),
    { type: 'rich_text_quote', elements: [plain('they wrote')] },
  ],
  'code over lines': [
    '```\nlet *a*\n\n- b\n```',
    { type: 'rich_text_preformatted', elements: [plain('let *a*\n\n- b')] },
  ],
};

for (const [what, [text, ...elements]] of Object.entries(typed)) {
  test(`typed into a rich text input: ${what}`, async (t) => {
    const { slack, john, open, submitted } = await replyForm(t);
    await open();

    slack.as(john).fill({ Reply: text });
    await slack.as(john).submit();

    const value = { type: 'rich_text', elements };
    assert.deepEqual(submitted(), { type: 'rich_text_input', rich_text_value: value });
  });
}

test('a chosen mention in a rich text input is a mention', async (t) => {
  const { slack, john, open, submitted } = await replyForm(t);
  await open();

  slack.as(john).fill({ Reply: 'ask @john' }, { mentions: [john] });
  await slack.as(john).submit();

  assert.partialDeepStrictEqual(submitted(), {
    rich_text_value: {
      elements: [section(plain('ask '), { type: 'user', user_id: john.id })],
    },
  });
});

test('the initial text of a rich text input is submitted as it was given', async (t) => {
  const { slack, john, open, submitted } = await replyForm(t);
  const given = rich(section({ type: 'emoji', name: 'wave' }, plain(' hello')));
  await open({ initial_value: given });

  await slack.as(john).submit();

  assert.deepEqual(submitted(), { type: 'rich_text_input', rich_text_value: given });
});

test('rich text can be given as it is', async (t) => {
  const { slack, john, open, submitted } = await replyForm(t);
  await open();
  const given = rich(section({ type: 'emoji', name: 'wave' }));

  slack.as(john).fill({ Reply: given });
  await slack.as(john).submit();

  assert.deepEqual(submitted(), { type: 'rich_text_input', rich_text_value: given });
});

test('a required rich text input does not take blanks, an optional one takes nothing', async (t) => {
  const { slack, john, open, submitted } = await replyForm(t);
  await open();

  slack.as(john).fill({ Reply: ' \n ' });
  const refused = await slack.as(john).submit();
  slack.as(john).fill({ Reply: rich(section()) });
  const bare = await slack.as(john).submit();
  await slack.as(john).dismiss();
  await open({}, { optional: true });
  const closed = await slack.as(john).submit();

  const errors = { reply: 'Please complete this required field.' };
  assert.deepEqual(
    [refused, bare],
    [
      { status: 'errors', errors },
      { status: 'errors', errors },
    ],
  );
  assert.deepEqual(closed, { status: 'closed' });
  assert.deepEqual(submitted(), { type: 'rich_text_input' });
});

function rich(...elements: object[]): RichText {
  return RichText.parse({ type: 'rich_text', elements });
}

const Submitted = z.object({
  view: z.object({
    state: z.object({ values: z.object({ reply: z.object({ text: z.unknown() }) }) }),
  }),
});

async function replyForm(t: TestContext) {
  const { slack, john, open, interaction } = await openForms(t);
  return {
    slack,
    john,
    open: (more: { initial_value?: RichText } = {}, block: { optional?: boolean } = {}) =>
      open({
        type: 'modal',
        title: title('Reply'),
        submit: title('Send'),
        blocks: [
          {
            type: 'input',
            block_id: 'reply',
            label: title('Reply'),
            element: { type: 'rich_text_input', action_id: 'text', ...more },
            ...block,
          },
        ],
      }),
    submitted: () => Submitted.parse(interaction()).view.state.values.reply.text,
  };
}
