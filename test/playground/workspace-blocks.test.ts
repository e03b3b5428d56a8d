import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBlocks, checkHome, checkModal } from '../../playground/workspace/blocks/check.ts';
import { SlackError } from '../../playground/workspace/slack-error.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (more: object) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const table = (rows: number, columns: number) => ({
  type: 'table',
  rows: many(rows, () => many(columns, () => ({ type: 'raw_text', text: 'x' }))),
});

const feedback = (more: object = {}) => ({
  type: 'feedback_buttons',
  positive_button: { text: plain('Good'), value: 'good' },
  negative_button: { text: plain('Bad'), value: 'bad' },
  ...more,
});
const trash = { type: 'icon_button', icon: 'trash', text: plain('Delete') };
const contextActions = (...elements: object[]) => ({ type: 'context_actions', elements });
const container = (child_blocks: object[], more: object = { title: plain('Records') }) => ({
  type: 'container',
  child_blocks,
  ...more,
});
const cells = (count: number, length: number) => ({
  type: 'table',
  rows: many(count, () => [{ type: 'raw_text', text: long(length) }]),
});
const alert = (length: number, more: object = {}) => ({
  type: 'alert',
  text: mrkdwn(long(length)),
  ...more,
});

const accepted: Record<string, unknown[]> = {
  'a section at its limit': [section(long(3000))],
  'a header at its limit': [{ type: 'header', text: plain(long(150)) }],
  'ten fields': [{ type: 'section', fields: many(10, () => mrkdwn(long(1000))) }],
  'fifty blocks': many(50, () => ({ type: 'divider' })),
  'a context with an image': [
    { type: 'context', elements: [{ type: 'image', image_url: 'x', alt_text: 'y' }, mrkdwn('z')] },
  ],
  'a full table': [table(100, 20)],
  markdown: [{ type: 'markdown', text: '# Title' }],
  'an image': [{ type: 'image', image_url: 'https://x.y/z.png', alt_text: 'z' }],
  'buttons and menus': [
    actions(
      button({ value: long(2000), style: 'danger', confirm: { text: plain('Sure?') } }),
      { type: 'overflow', options: [{ text: plain('A'), value: 'a' }] },
      { type: 'static_select', options: [{ text: plain('A'), value: 'a' }] },
    ),
  ],
  'feedback and an icon': [contextActions(feedback(), trash)],
  'a folded container at its limits, with a table': [
    container([table(2, 2), ...many(9, () => section('x'))], {
      title: plain(long(150)),
      subtitle: mrkdwn(long(150)),
      is_collapsible: true,
      default_collapsed: true,
      width: 'full',
    }),
  ],
  'a table of 10,000 characters': [cells(10, 1000)],
  'checkboxes in mrkdwn': [
    actions({ type: 'checkboxes', options: [{ text: mrkdwn('x'), value: 'x' }] }),
  ],
  'rich text': [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'text', text: 'x', style: { bold: true } }],
        },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] },
        { type: 'rich_text_quote', elements: [{ type: 'user', user_id: 'U1' }] },
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'emoji', name: 'wave' }] }],
        },
      ],
    },
  ],
};

for (const [what, blocks] of Object.entries(accepted)) {
  test(`${what} is accepted`, () => {
    assert.equal(checkBlocks(blocks).length, blocks.length);
  });
}

const refused: Record<string, [blocks: unknown, code: string, message?: RegExp]> = {
  'something that is no list': [{ type: 'divider' }, 'invalid_blocks_format'],
  'more than 50 blocks': [
    many(51, () => ({ type: 'divider' })),
    'invalid_blocks',
    /no more than 50 items allowed \[json-pointer:\/blocks\]/,
  ],
  'an unknown block': [[{ type: 'carousel3000' }], 'invalid_blocks', /unsupported type/],
  'an unknown element': [[actions({ type: 'lever' })], 'invalid_blocks', /elements\/0\/type\]/],
  'an unknown property': [
    [{ ...section('x'), colour: 'red' }],
    'invalid_blocks',
    /invalid additional property: colour/,
  ],
  'a section that is too long': [
    [section('x'), section(long(3001))],
    'invalid_blocks',
    /must be less than 3001 characters \[json-pointer:\/blocks\/1\/text\/text\]/,
  ],
  'a section without text': [
    [{ type: 'section' }],
    'invalid_blocks',
    /missing required field: text/,
  ],
  'an empty text': [[section('')], 'invalid_blocks', /must be more than 0 characters/],
  'a header that is too long': [[{ type: 'header', text: plain(long(151)) }], 'invalid_blocks'],
  'a header in mrkdwn': [[{ type: 'header', text: mrkdwn('x') }], 'invalid_blocks'],
  'eleven fields': [[{ type: 'section', fields: many(11, () => mrkdwn('x')) }], 'invalid_blocks'],
  'a field that is too long': [
    [{ type: 'section', fields: [mrkdwn(long(2001))] }],
    'invalid_blocks',
  ],
  'a menu option in mrkdwn': [
    [actions({ type: 'static_select', options: [{ text: mrkdwn('x'), value: 'x' }] })],
    'invalid_blocks',
  ],
  'a button text that is too long': [
    [actions({ type: 'button', text: plain(long(76)) })],
    'invalid_blocks',
  ],
  'a button value that is too long': [[actions(button({ value: long(2001) }))], 'invalid_blocks'],
  'a context of eleven': [
    [{ type: 'context', elements: many(11, () => mrkdwn('x')) }],
    'invalid_blocks',
  ],
  'twenty-six buttons': [[actions(...many(26, () => button({})))], 'invalid_blocks'],
  'a repeated block_id': [
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    'invalid_blocks',
    /`block_id` already exists: a/,
  ],
  'a repeated action_id in one block': [
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    'invalid_blocks',
    /`action_id` already exists: a/,
  ],
  'a block_id that is too long': [[{ type: 'divider', block_id: long(256) }], 'invalid_blocks'],
  'two tables': [[table(1, 1), table(1, 1)], 'invalid_blocks', /only_one_table_allowed/],
  'a table of 101 rows': [[table(101, 1)], 'invalid_blocks'],
  'a table of 21 columns': [[table(1, 21)], 'invalid_blocks'],
  'an empty cell': [
    [{ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }],
    'invalid_blocks',
  ],
  'a table cell in mrkdwn': [[{ type: 'table', rows: [[mrkdwn('x')]] }], 'invalid_blocks'],
  'an unknown piece of rich text': [
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'mrkdwn', text: 'x' }] }],
      },
    ],
    'invalid_blocks',
  ],
  'a table of more than 10,000 characters': [
    [cells(10, 1000), { type: 'divider' }].map((block) =>
      'rows' in block
        ? { ...block, rows: [...block.rows, [{ type: 'raw_text', text: 'x' }]] }
        : block,
    ),
    'invalid_blocks',
    /table_too_many_characters/,
  ],
  'two tables, one of them in a container': [
    [table(1, 1), container([table(1, 1)])],
    'invalid_blocks',
    /only_one_table_allowed/,
  ],
  'a container without a title': [[container([section('x')], {})], 'invalid_blocks', /title/],
  'a container with a title that is too long': [
    [container([section('x')], { title: plain(long(151)) })],
    'invalid_blocks',
    /must be less than 151 characters \[json-pointer:\/blocks\/0\/title\/text\]/,
  ],
  'a container of eleven': [
    [container(many(11, () => section('x')))],
    'invalid_blocks',
    /no more than 10 items/,
  ],
  'an empty container': [[container([])], 'invalid_blocks'],
  'a container in a container': [[container([container([section('x')])])], 'invalid_blocks'],
  'feedback in a container': [[container([contextActions(feedback())])], 'invalid_blocks'],
  'rich text in a container': [[container([accepted['rich text']?.[0] ?? {}])], 'invalid_blocks'],
  'a folded container that cannot be opened': [
    [container([section('x')], { title: plain('x'), default_collapsed: true })],
    'invalid_blocks',
    /requires is_collapsible/,
  ],
  'an id in a container that is there already': [
    [{ type: 'divider', block_id: 'a' }, container([{ type: 'divider', block_id: 'a' }])],
    'invalid_blocks',
    /`block_id` already exists: a/,
  ],
  'six small buttons': [[contextActions(...many(6, () => trash))], 'invalid_blocks'],
  'a button among small ones': [[contextActions(button({}))], 'invalid_blocks'],
  'an unknown icon': [[contextActions({ ...trash, icon: 'star' })], 'invalid_blocks'],
  'feedback of one button': [
    [contextActions(feedback({ negative_button: undefined }))],
    'invalid_blocks',
  ],
  'feedback in an actions block': [[actions(feedback())], 'invalid_blocks'],
  'an alert in a message': [[alert(5)], 'invalid_blocks', /unsupported type/],
  'too much text in all': [many(5, () => section(long(2700))), 'msg_blocks_too_long'],
};

for (const [what, [blocks, code, message]] of Object.entries(refused)) {
  test(`${what} is refused with ${code}`, () => {
    assert.throws(
      () => checkBlocks(blocks),
      (error) => isRefusal(error, code, message),
    );
  });
}

const input = { type: 'input', label: plain('Email'), element: { type: 'email_text_input' } };
const modal = { type: 'modal', title: plain('Escalate'), submit: plain('Send'), blocks: [input] };

test('a form is accepted, and what it leaves out is filled in', () => {
  const checked = checkModal(modal);

  assert.equal(checked.private_metadata, '');
  assert.notEqual(checked.blocks[0]?.block_id, undefined);
});

test('an alert is accepted in a form, not in an App Home', () => {
  const blocks = [alert(200, { level: 'warning' })];

  assert.equal(checkModal({ ...modal, blocks }).blocks[0]?.type, 'alert');
  assert.throws(() => checkHome({ type: 'home', blocks }), SlackError);
});

test('a rich text input is accepted in a form', () => {
  const initial_value = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [] }],
  };
  const element = { type: 'rich_text_input', action_id: 'reply', initial_value, min_lines: 4 };

  const checked = checkModal({ ...modal, blocks: [{ ...input, element }] });

  assert.deepEqual(checked.blocks[0]?.type === 'input' && checked.blocks[0].element, element);
});

const refusedForms: Record<string, object> = {
  'a title that is too long': { ...modal, title: plain(long(25)) },
  'a submit text that is too long': { ...modal, submit: plain(long(25)) },
  'a close text that is too long': { ...modal, close: plain(long(25)) },
  'more private metadata than there is room for': { ...modal, private_metadata: long(3001) },
  'a callback id that is too long': { ...modal, callback_id: long(256) },
  'more than 100 blocks': { ...modal, blocks: many(101, () => ({ type: 'divider' })) },
  'a question without a submit button': { ...modal, submit: undefined },
  'a table': { ...modal, blocks: [table(1, 1)] },
  'an alert that is too long': { ...modal, blocks: [alert(201)] },
  'an alert of an unknown level': { ...modal, blocks: [alert(5, { level: 'loud' })] },
  'a container': { ...modal, blocks: [container([section('x')])] },
  feedback: { ...modal, blocks: [contextActions(feedback())] },
  'a text where rich text begins': {
    ...modal,
    blocks: [{ ...input, element: { type: 'rich_text_input', initial_value: 'Hello' } }],
  },
  'a rich text input of no lines': {
    ...modal,
    blocks: [{ ...input, element: { type: 'rich_text_input', min_lines: 0 } }],
  },
};

for (const [what, view] of Object.entries(refusedForms)) {
  test(`a form with ${what} is refused`, () => {
    assert.throws(
      () => checkModal(view),
      (error) => isRefusal(error, 'invalid_arguments'),
    );
  });
}

function isRefusal(error: unknown, code: string, message = /./): boolean {
  assert.ok(error instanceof SlackError);
  assert.equal(error.code, code);
  if (code === 'invalid_blocks') assert.match(JSON.stringify(error.details), message);
  return true;
}
