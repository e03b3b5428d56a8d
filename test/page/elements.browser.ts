import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { parse } from 'node:querystring';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { KnownBlock, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { Browser, Locator, Page } from 'playwright-core';
import { createWorkspaceView } from '../../playground/demo/view/workspace-view.ts';
import type { Controls } from '../../playground/page/protocol.ts';
import { startPage } from '../../playground/page/server/start-page.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import { inSlack } from './in-slack.ts';
import { inaccessible, launch, noBrowser } from './open-page.ts';

const skip = noBrowser();
const stops = new AsyncDisposableStack();
let slack: Workspace;
let browser: Browser;
let url: string;
const payloads: Payload[] = [];

before(async () => {
  if (skip) return;
  slack = await startWorkspace({ scopes: ['chat:write', 'chat:write.customize', 'commands'] });
  stops.defer(slack.stop);
  const amy = slack.addUser({ name: 'amy', realName: 'Amy Agent' });
  slack.addChannel({ name: 'help', members: [amy] });
  await startBot();
  const host = {
    ...createWorkspaceView(slack, [{ id: amy.id, role: 'An agent' }]),
    controls: { now: () => controls, log: () => [], watch: () => () => {}, act: async () => done },
  };
  const page = await startPage({ host, port: 0 });
  stops.defer(page.stop);
  url = page.url;
  browser = await launch();
  stops.defer(() => browser.close());
});
after(() => stops.disposeAsync());

test('a message under another name shows it, its folded table, and its feedback buttons', {
  skip,
}, async () => {
  const page = await open();
  const { main, message } = inSlack(page);
  const sam = { username: 'Sam, Shop support', icon_emoji: ':wave:' };
  const channel = slack.channel('help').id;
  await webClient().chat.postMessage({ channel, text: 'Your records', blocks: card, ...sam });

  const shown = message(main, 'Sam, Shop support');
  await shown.getByText('APP').waitFor();
  assert.equal(await shown.getByText('349.99').isVisible(), false);
  await shown.getByText('Payments').click();
  await shown.getByText('349.99').waitFor();
  await shown.getByRole('button', { name: 'Good' }).click();
  await shown.getByRole('button', { name: 'Good', pressed: true }).waitFor();

  assert.partialDeepStrictEqual(lastPayload('block_actions').actions?.[0], {
    action_id: 'feedback',
    value: 'good',
  });
  assert.deepEqual(await inaccessible(page), []);
  await page.close();
});

test('by mouse, a reply is typed in a form, somebody is searched for, and what is typed stays', {
  skip,
}, async () => {
  const page = await open();
  const { main, form, say } = inSlack(page);
  await say(main, '/escalate');
  const reply = form.getByLabel('Reply');
  await reply.waitFor();

  assert.equal(await reply.inputValue(), 'Hello *John*');
  await reply.fill('Hello *John*,\nit is done');
  await form.getByRole('combobox', { name: 'Whom?' }).click();
  await form.getByRole('combobox', { name: 'Search' }).fill('sam');
  await form.getByRole('option', { name: 'Sam' }).click();
  await form.getByRole('button', { name: 'Preview' }).click();
  await form.getByText('This is how it looks').waitFor();
  assert.deepEqual(await inaccessible(page), []);
  const clicked = lastPayload('block_actions').view?.state?.values;
  assert.equal(await reply.inputValue(), 'Hello *John*,\nit is done');
  await form.getByRole('button', { name: 'Send' }).click();
  await form.waitFor({ state: 'detached' });

  const written = {
    reply: {
      text: {
        rich_text_value: {
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'Hello ' },
                { type: 'text', text: 'John', style: { bold: true } },
                { type: 'text', text: ',\nit is done' },
              ],
            },
          ],
        },
      },
    },
    who: { assignee: { selected_option: { value: 'sam' } } },
  };
  assert.partialDeepStrictEqual(clicked, written);
  assert.partialDeepStrictEqual(lastPayload('view_submission').view?.state?.values, written);
  await page.close();
});

test('a choice in a menu stays through another search, an update, and a form upon its own', {
  skip,
}, async () => {
  const page = await open();
  const { main, form, say } = inSlack(page);
  await say(main, '/escalate');
  const whom = form.getByRole('combobox', { name: 'Whom?' });
  await whom.click();
  await form.getByRole('combobox', { name: 'Search' }).fill('sam');
  await form.getByRole('option', { name: 'Sam' }).click();

  await whom.click();
  await form.getByRole('combobox', { name: 'Search' }).fill('ann');
  await form.getByRole('option', { name: 'Ann' }).waitFor();
  await page.keyboard.press('Escape');
  await whom.getByText('Sam').waitFor();
  await form.getByRole('button', { name: 'Preview' }).click();
  await form.getByText('This is how it looks').waitFor();
  await whom.getByText('Sam').waitFor();
  await form.getByRole('button', { name: 'More' }).click();
  await form.getByRole('radio', { name: 'Later' }).check();
  await form.getByRole('button', { name: 'Back' }).click();
  await whom.getByText('Sam').waitFor();
  await form.getByRole('button', { name: 'Send' }).click();
  await form.waitFor({ state: 'detached' });

  assert.partialDeepStrictEqual(lastPayload('view_submission').view?.state?.values, {
    who: { assignee: { selected_option: { value: 'sam' } } },
  });
  await page.close();
});

test('by keyboard, a form upon a form is filled in, refused, and closes both', {
  skip,
}, async () => {
  const page = await open();
  const { keyboard } = page;
  const { main, form, say } = inSlack(page);
  await say(main, '/escalate');
  const more = form.getByRole('button', { name: 'More' });
  await more.focus();
  await keyboard.press('Enter');
  await form.getByRole('heading', { name: 'Details' }).waitFor();

  const first = form.getByRole('radio', { name: 'Now' });
  assert.ok(await isFocused(first));
  await keyboard.press('Escape');
  await form.getByRole('heading', { name: 'Reply' }).waitFor();
  await more.focus();
  await keyboard.press('Enter');
  await first.waitFor();
  await form.getByRole('button', { name: 'Done' }).press('Enter');
  await form.getByText('Please complete this required field.').waitFor();
  assert.ok(await isFocused(first));
  assert.deepEqual(await inaccessible(page), []);
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });

  assert.partialDeepStrictEqual(lastPayload('view_submission').view?.state?.values, {
    when: { when: { selected_option: { value: 'later' } } },
    notes: { notes: { selected_options: [] } },
  });
  await page.close();
});

test('a list of buttons in a form is reached by keyboard at once', { skip }, async () => {
  const page = await open();
  const { main, form, say } = inSlack(page);

  await say(main, '/escalate later');
  const first = form.getByRole('button', { name: 'Assign' });
  await first.waitFor();

  assert.ok(await isFocused(first));
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await page.close();
});

async function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === element.ownerDocument.activeElement);
}

type Payload = {
  type: string;
  trigger_id: string;
  value?: string;
  actions?: { action_id: string }[];
  view?: { id: string; callback_id?: string; state?: { values: object } };
};

const plain = (words: string) => ({ type: 'plain_text' as const, text: words });

const card: KnownBlock[] = [
  {
    type: 'container',
    title: plain('Payments'),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'TV' },
            { type: 'raw_text', text: '349.99' },
          ],
        ],
      },
    ],
  },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Good'), value: 'good' },
        negative_button: { text: plain('Bad'), value: 'bad' },
      },
    ],
  },
];

function replyForm(...more: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: plain('Reply'),
    submit: plain('Send'),
    blocks: [
      ...more,
      {
        type: 'input',
        block_id: 'reply',
        label: plain('Reply'),
        element: {
          type: 'rich_text_input',
          action_id: 'text',
          initial_value: {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'Hello ' },
                  { type: 'text', text: 'John', style: { bold: true } },
                ],
              },
            ],
          },
        },
      },
      {
        type: 'input',
        block_id: 'who',
        label: plain('Whom?'),
        element: { type: 'external_select', action_id: 'assignee', min_query_length: 0 },
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'preview', text: plain('Preview') },
          { type: 'button', action_id: 'more', text: plain('More') },
        ],
      },
    ],
  };
}

const details: ModalView = {
  type: 'modal',
  title: plain('Details'),
  submit: plain('Done'),
  close: plain('Back'),
  callback_id: 'details',
  blocks: [
    {
      type: 'input',
      block_id: 'when',
      label: plain('When?'),
      element: {
        type: 'radio_buttons',
        action_id: 'when',
        options: [
          { text: plain('Now'), value: 'now' },
          { text: plain('Later'), value: 'later' },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'notes',
      optional: true,
      label: plain('Notes'),
      element: {
        type: 'checkboxes',
        action_id: 'notes',
        initial_options: [{ text: plain('Take them along'), value: 'take' }],
        options: [{ text: plain('Take them along'), value: 'take' }],
      },
    },
  ],
};

const list: ModalView = {
  type: 'modal',
  title: plain('More'),
  close: plain('Close'),
  blocks: [
    {
      type: 'section',
      text: plain('Give it to somebody.'),
      accessory: { type: 'button', action_id: 'assign', text: plain('Assign') },
    },
  ],
};

const offered = ['Sam', 'Ann'].map((name) => ({ text: plain(name), value: name.toLowerCase() }));

/**
 * Opens the form at a command, or a list; offers Sam and Ann; shows an alert at a click in the form, or a
 * form upon it, which closes both when it is submitted.
 */
async function startBot(): Promise<void> {
  const server = createServer(async (request, response) => {
    const fields = parse(await text(request));
    if (fields.command) {
      const view = fields.text === '' ? replyForm() : list;
      await webClient().views.open({ trigger_id: String(fields.trigger_id), view });
      response.end();
      return;
    }
    const payload: Payload | undefined = fields.payload && JSON.parse(String(fields.payload));
    if (payload) payloads.push(payload);
    if (payload?.type === 'block_suggestion') {
      const typed = String(payload.value);
      const options = offered.filter(({ value }) => value.includes(typed));
      response.end(JSON.stringify({ options }));
      return;
    }
    if (payload?.type === 'view_submission' && payload.view?.callback_id === 'details') {
      response.end(JSON.stringify({ response_action: 'clear' }));
      return;
    }
    response.end();
    const [pressed] = payload?.actions ?? [];
    if (payload?.view && pressed?.action_id === 'more') {
      await webClient().views.push({ trigger_id: payload.trigger_id, view: details });
    } else if (payload?.view && pressed?.action_id === 'preview') {
      const alert: KnownBlock = { type: 'alert', text: plain('This is how it looks') };
      await webClient().views.update({ view_id: payload.view.id, view: replyForm(alert) });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.defer(() => {
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The bot has no port');
  slack.deliverTo(`http://127.0.0.1:${address.port}`);
}

function webClient(): WebClient {
  return new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
}

function lastPayload(type: string): Payload {
  const last = payloads.findLast((payload) => payload.type === type);
  assert.ok(last);
  return last;
}

async function open(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  await page.getByRole('main').waitFor();
  return page;
}

const controls: Controls = {
  bot: 'up',
  model: { name: 'none', description: 'none' },
  backlog: undefined,
  faults: [],
  scenarios: [],
  running: undefined,
  aheadMs: 0,
};
const done = { status: 'done' as const, shown: undefined };
