import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigInvalid, loadConfig } from '../src/config.ts';
import { defaultPauses } from '../src/pauses.ts';

const folder = await mkdtemp(join(tmpdir(), 'handoff-test-'));
after(() => rm(folder, { recursive: true, force: true }));

const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const category = `{ id: 'a', title: 'A', description: 'a', channel: '#a' }`;

test('two settings are enough for HTTP: the rest has defaults', async () => {
  const { desk, ...config } = await loadConfig(http);

  assert.deepEqual(
    desk.categories.map(({ id }) => id),
    ['billing', 'sale', 'support'],
  );
  assert.deepEqual(config, {
    slack: {
      botToken: 'xoxb-1',
      apiUrl: 'https://slack.com/api/',
      transport: { kind: 'http', signingSecret: 'secret' },
    },
    port: 3000,
    database: { kind: 'folder', folder: './data' },
    model: undefined,
    customersUrl: undefined,
    owner: undefined,
    logLevel: 'info',
  });
});

test('an app-level token means Socket Mode, also beside a signing secret', async () => {
  const { slack } = await loadConfig({ ...http, SLACK_APP_TOKEN: 'xapp-1' });

  assert.deepEqual(slack.transport, { kind: 'socket', appToken: 'xapp-1' });
});

test('a database address means PostgreSQL', async () => {
  const connectionString = 'postgresql://me:secret@localhost:5432/handoff';

  const { database } = await loadConfig({ ...http, DATABASE_URL: connectionString });

  assert.deepEqual(database, { kind: 'postgres', connectionString });
});

test('a key alone means OpenAI with its default model', async () => {
  const { model } = await loadConfig({ ...http, OPENAI_API_KEY: 'sk-1' });

  assert.deepEqual(model, { apiKey: 'sk-1', name: 'gpt-5-mini' });
});

test('a server of one’s own needs no key but the name of its model', async () => {
  const local = { OPENAI_BASE_URL: 'http://localhost:11434/v1' };

  const { model } = await loadConfig({ ...http, ...local, OPENAI_MODEL: 'llama' });

  assert.deepEqual(model, { baseURL: 'http://localhost:11434/v1', name: 'llama' });
  await assertProblems({ ...http, ...local }, [/^OPENAI_BASE_URL is set without OPENAI_MODEL/]);
});

test('every setting that is given is used', async () => {
  const { desk, ...config } = await loadConfig({
    ...http,
    SLACK_API_URL: 'https://proxy.example/slack',
    PORT: '8080',
    DATA_DIR: '/var/handoff',
    OPENAI_API_KEY: 'sk-1',
    OPENAI_BASE_URL: 'https://models.example/v1',
    OPENAI_MODEL: 'large',
    CUSTOMERS_DATABASE_URL: 'postgres://me@shop.example/customers',
    OWNER: 'W012AB',
    LOG_LEVEL: 'warn',
  });

  assert.deepEqual(config, {
    slack: {
      botToken: 'xoxb-1',
      apiUrl: 'https://proxy.example/slack/',
      transport: { kind: 'http', signingSecret: 'secret' },
    },
    port: 8080,
    database: { kind: 'folder', folder: '/var/handoff' },
    model: { apiKey: 'sk-1', baseURL: 'https://models.example/v1', name: 'large' },
    customersUrl: 'postgres://me@shop.example/customers',
    owner: 'W012AB',
    logLevel: 'warn',
  });
});

test('an owner who is no Slack user is refused with where the id is', async () => {
  await assertProblems({ ...http, OWNER: 'olga@shop.example' }, [
    /^OWNER is not a Slack user id: copy yours from your profile/,
  ]);
});

test('what is set to nothing counts as not set', async () => {
  const { port, logLevel } = await loadConfig({ ...http, PORT: '', LOG_LEVEL: '', DESK: '' });

  assert.deepEqual({ port, logLevel }, { port: 3000, logLevel: 'info' });
});

test('without any setting both that are needed are told', async () => {
  await assertProblems({}, [
    /^SLACK_BOT_TOKEN is missing/,
    /^Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set/,
  ]);
});

for (const port of ['-1', '65536', '3000.5', 'http', 'Infinity']) {
  test(`the port ${port} is refused with an example`, async () => {
    await assertProblems({ ...http, PORT: port }, [/^PORT is .+ write one from 0 to 65535/]);
  });
}

test('a desk file that is not there is told with its name', async () => {
  const DESK = join(folder, 'nowhere.ts');

  await assertProblems({ ...http, DESK }, [
    /^There is no desk file .+nowhere\.ts: write one, or set DESK/,
  ]);
});

test('a desk file that cannot be read as a program is told with its name', async () => {
  await assertDeskProblems('export const desk = {', [/cannot be loaded \(.+\): correct it/]);
});

test('a desk file that throws is told with its reason, in one line', async () => {
  await assertDeskProblems('throw new Error("No.\\nAt all.");', [
    /cannot be loaded \(No\.\): correct/,
  ]);
});

test('a desk file without a desk is told what to export', async () => {
  await assertDeskProblems('export const team = {};', [/it must export `desk`/]);
});

test('what is wrong with a form is told: a name is no id, and a block is an id or a place', async () => {
  await assertDeskProblems(
    `export const desk = {
      intake: [],
      categories: [${category}],
      triageChannel: '#c',
      forms: [
        { app: 'Support form', submitter: { block: -1 } },
        { app: 'A0FORMS', submitter: { field: 'x' } },
        { app: 'B0FORMS', submitter: { block: 'who' } },
        { app: 'B0FORMS', submitter: { block: 0, field: 1 }, username: 'Form' },
      ],
    };`,
    [
      /forms\.0\.app: write the id of the app, A…, or of its bot, B…; never its name\.$/,
      /forms\.0\.submitter\.block: write the block_id .+, or its place, 0 for the first\.$/,
      /forms\.1\.submitter\.block: write the block_id .+, or its place, 0 for the first\.$/,
      /forms\.1\.submitter\.field: write which field .+, 0 for the first\.$/,
      /forms\.3: Unrecognized key: "username"\.$/,
      /forms: "B0FORMS" is there twice\.$/,
    ],
  );
});

test('all that is wrong in a desk file is told, each with its place', async () => {
  await assertDeskProblems(
    `export const desk = {
      intake: [{ channel: 'help', greet: 'often' }, { channel: '#b' }, { channel: '#b' }],
      categories: [
        { id: 'A b', title: '', description: 'a', channel: '#a', context: ['passwords'] },
        { id: 'unclear', title: 'B', description: 'b', channel: '#b', agents: 3 },
        ${category},
        ${category},
      ],
      triage: '#c',
    };`,
    [
      /intake\.0\.channel: write a channel as #name or as its id, C…\.$/,
      /intake\.0\.greet: .+"always"\|"mentioned"\|"never"\.$/,
      /intake: "#b" is there twice\.$/,
      /categories\.0\.id: a category id is lower-case letters, digits, - and _\.$/,
      /categories\.0\.title: .+\.$/,
      /categories\.0\.context\.0: .+"billing-details"\|.+\.$/,
      /categories\.1\.id: "unclear" is what no category fits; choose another id\.$/,
      /categories\.1: Unrecognized key: "agents"\.$/,
      /categories: "a" is there twice\.$/,
      /categories: "A" is there twice\.$/,
      /triageChannel: .+\.$/,
      /Unrecognized key: "triage"\.$/,
    ],
  );
});

test('a desk file may leave out what has a default', async () => {
  const DESK = join(folder, 'short-desk.ts');
  await writeFile(
    DESK,
    `export const desk = {
      intake: [{ channel: 'C0HELP' }], categories: [${category}], triageChannel: '#c',
    };`,
  );

  const { desk } = await loadConfig({ ...http, DESK });

  assert.deepEqual(desk, {
    intake: [{ channel: 'C0HELP', greet: 'always' }],
    categories: [
      { id: 'a', title: 'A', description: 'a', channel: '#a', keywords: [], context: [] },
    ],
    triageChannel: '#c',
    forms: [],
    vouchedTeams: {},
    sameConversationMinutes: 2,
    quietAfterDays: 7,
  });
});

test('a desk names its limits and the teams whose emails are trusted', async () => {
  const named = `{ ...${category}, id: 'x'.repeat(65), title: 't'.repeat(61), keywords: ['x'] }`;
  await assertDeskProblems(
    `export const desk = {
      intake: [], categories: [${named}], triageChannel: '#c',
      vouchedTeams: { U1: 'a.example' }, sameConversationMinutes: -1, quietAfterDays: 0,
    };`,
    [
      /categories\.0\.id: /,
      /categories\.0\.title: /,
      /categories\.0\.keywords\.0: /,
      /vouchedTeams\.U1: /,
      /sameConversationMinutes: /,
      /quietAfterDays: /,
    ],
  );
});

test('a desk without categories is refused', async () => {
  await assertDeskProblems(
    `export const desk = { intake: [], categories: [], triageChannel: '#c' };`,
    [/categories: a desk needs at least one category\.$/],
  );
});

test('.env.example explains every setting, and none that there is not', async () => {
  const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
  const config = await readFile(new URL('../src/config.ts', import.meta.url), 'utf8');

  const explained = example.matchAll(/^#.+\n(?:# )?([A-Z_]+)=/gm).map(([, name]) => name);
  const read = config.matchAll(/^ {2}([A-Z_]+): /gm).map(([, name]) => name);

  assert.deepEqual(explained.toArray().sort(), [...read, 'DESK'].sort());
});

test('the default pauses are those that their comments name', async () => {
  const source = await readFile(new URL('../src/pauses.ts', import.meta.url), 'utf8');

  const named = source
    .matchAll(/Default: ([\d,]+)\. \*\/\n {2}(\w+): number/g)
    .map(([, value = '', name = '']) => [name, Number(value.replaceAll(',', ''))]);

  assert.deepEqual(defaultPauses, Object.fromEntries(named));
});

let desks = 0;

async function assertDeskProblems(source: string, expected: RegExp[]): Promise<void> {
  desks += 1;
  const DESK = join(folder, `desk-${desks}.ts`);
  await writeFile(DESK, source);
  await assertProblems({ ...http, DESK }, expected);
}

async function assertProblems(settings: Record<string, string>, expected: RegExp[]) {
  await assert.rejects(loadConfig(settings), (error: unknown) => {
    assert.ok(error instanceof ConfigInvalid, String(error));
    const [title, ...problems] = error.message.split('\n  - ');
    assert.equal(title, 'Handoff cannot start:');
    assert.equal(problems.length, expected.length, error.message);
    for (const [index, pattern] of expected.entries()) assert.match(problems[index] ?? '', pattern);
    return true;
  });
}
