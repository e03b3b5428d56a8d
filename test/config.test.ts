import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigInvalid, loadConfig } from '../src/config.ts';
import { defaultPauses } from '../src/pauses.ts';
import { secrets } from '../src/secret-files.ts';

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
    web: { port: 3000, host: undefined },
    admin: { port: 3001, host: '127.0.0.1' },
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

test('over sockets the bot listens for this machine alone, unless it is told otherwise', async () => {
  const sockets = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

  const { web, admin } = await loadConfig(sockets);
  const { web: open } = await loadConfig({ ...sockets, HOST: '0.0.0.0' });

  assert.deepEqual([web.host, admin.host, open.host], ['127.0.0.1', '127.0.0.1', '0.0.0.0']);
});

test('the port of the report is the one after, and must be another', async () => {
  const { admin } = await loadConfig({ ...http, PORT: '8080' });
  const { admin: any } = await loadConfig({ ...http, PORT: '0' });

  assert.deepEqual([admin.port, any.port], [8081, 0]);
  await assertProblems({ ...http, PORT: '8080', ADMIN_PORT: '8080' }, [/^ADMIN_PORT is the same/]);
  await assertProblems({ ...http, ADMIN_PORT: '3000' }, [/^ADMIN_PORT is the same/]);
});

test('where no port is after PORT, the one of the report must be set', async () => {
  const { web, admin } = await loadConfig({ ...http, PORT: '65535', ADMIN_PORT: '9090' });

  assert.deepEqual([web.port, admin.port], [65_535, 9090]);
  await assertProblems({ ...http, PORT: '65535' }, [
    /^ADMIN_PORT is not set, .+ set it to another/,
  ]);
});

for (const [setting, other] of [
  ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
  ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'],
] as const) {
  test(`the token of ${other} in ${setting} is refused with where it belongs`, async () => {
    const swapped = setting === 'SLACK_BOT_TOKEN' ? 'xapp-hunter2' : 'xoxb-hunter2';

    await assertProblems({ ...http, [setting]: swapped }, [
      new RegExp(`^${setting} is .+ which belongs in ${other}: (?!.*hunter2)`),
    ]);
  });
}

test('quotes, spaces and carriage returns around a value are no part of it', async () => {
  const { slack, owner } = await loadConfig({
    SLACK_BOT_TOKEN: ' "xoxb-1" \r',
    SLACK_SIGNING_SECRET: "'secret'",
    OWNER: 'U1\r',
    OPENAI_API_KEY: '""',
  });

  assert.equal(slack.botToken, 'xoxb-1');
  assert.deepEqual(slack.transport, { kind: 'http', signingSecret: 'secret' });
  assert.equal(owner, 'U1');
});

test('every secret may be in a file, whose last line break is no part of it', async () => {
  const values = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_SIGNING_SECRET: 'secret',
    OPENAI_API_KEY: 'sk-1',
    DATABASE_URL: 'postgres://me@a.example/handoff',
    CUSTOMERS_DATABASE_URL: 'postgres://me@b.example/customers',
  };
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const path = join(folder, name);
    await writeFile(path, `${value}\r\n`);
    settings[`${name}_FILE`] = path;
  }

  const config = await loadConfig(settings);

  assert.deepEqual(config, { ...(await loadConfig(values)), desk: config.desk });
  assert.deepEqual(Object.keys(values), [...secrets]);
});

test('a secret that is set twice, or whose file cannot be used, is refused with the reason', async () => {
  const empty = join(folder, 'empty');
  await writeFile(empty, '\n');

  await assertProblems(
    {
      SLACK_BOT_TOKEN_FILE: join(folder, 'nowhere'),
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_APP_TOKEN_FILE: empty,
      SLACK_SIGNING_SECRET_FILE: empty,
      OPENAI_API_KEY_FILE: folder,
    },
    [
      /^SLACK_BOT_TOKEN_FILE: the file .+nowhere cannot be read \(ENOENT\)/,
      /^SLACK_APP_TOKEN and SLACK_APP_TOKEN_FILE are both set/,
      /^SLACK_SIGNING_SECRET_FILE: the file .+empty is empty/,
      /^OPENAI_API_KEY_FILE: the file .+ cannot be read \(EISDIR\)/,
    ],
  );
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
    HOST: '10.0.0.1',
    ADMIN_PORT: '9090',
    ADMIN_HOST: '0.0.0.0',
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
    web: { port: 8080, host: '10.0.0.1' },
    admin: { port: 9090, host: '0.0.0.0' },
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
  const { web, logLevel } = await loadConfig({ ...http, PORT: '', LOG_LEVEL: '', DESK: '' });

  assert.deepEqual({ port: web.port, logLevel }, { port: 3000, logLevel: 'info' });
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
    await assertProblems({ ...http, ADMIN_PORT: port }, [/^ADMIN_PORT is .+ such as 3001\./]);
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

for (const [name, source, words] of [
  [
    'broken.ts',
    'const a = 1;\nexport const desk = { a: [ }',
    /broken\.ts, line 2, cannot be loaded/,
  ],
  ['broken.mjs', 'const a = 1;\nexport const desk = { a: [ }', /broken\.mjs, line 2, cannot/],
  ['enum.ts', '\n\nenum A { B }', /enum\.ts, line 3, cannot be loaded \(TypeScript enum/],
  ['throws.ts', '\nnull.channel;', /throws\.ts, line 2, cannot be loaded \(Cannot read/],
  ['text.ts', 'throw "no";', /text\.ts cannot be loaded \(it throws no\)/],
  ['imports.ts', 'import "./broken.ts";', /imports\.ts cannot be .+, in .+broken\.ts, line 2\)/],
  ['missing.ts', 'import "./nowhere.ts";', /missing\.ts cannot be .+Cannot find module .+nowhere/],
  [
    'default.ts',
    'export default {};',
    /it must export `desk`, and exports `default`: write `export/,
  ],
  ['function.ts', 'export const desk = () => {};', /function\.ts: `desk`: .+ received function/],
  ['desk.yml', 'intake: []', /desk\.yml cannot be loaded \(it must be a TypeScript or Java/],
  ['desk.json', '{}', /desk\.json cannot be loaded \(it must be a TypeScript or JavaScript/],
] as const) {
  test(`the desk file ${name} is refused with its place and reason`, async () => {
    const DESK = join(folder, name);
    await writeFile(DESK, source);

    await assertProblems({ ...http, DESK }, [words]);
  });
}

test('a folder in place of the desk file is refused', async () => {
  await assertProblems({ ...http, DESK: folder }, [/cannot be loaded \(it is a folder\)/]);
});

test('a desk file that throws is told with its reason, in one line', async () => {
  await assertDeskProblems('throw new Error("No.\\nAt all.");', [
    /cannot be loaded \(No\.\): correct/,
  ]);
});

test('a desk file without a desk is told what to export', async () => {
  await assertDeskProblems('export const team = {};', [/it must export `desk`/]);
});

test('every text that cannot be shown is told, with its key and what is wrong', async () => {
  await assertDeskProblems(
    `export const desk = {
      intake: [],
      categories: [${category}],
      triageChannel: '#c',
      language: 'fr',
      texts: {
        'status.with-team': 'Your request is with {team}, {tiket}.',
        'button.talk': '${'x'.repeat(76)}',
        'form.talk-title': 'Talk to one of our people',
        'form.send': 'Send\\nit',
        'button.speak': 'Speak',
        'home.closed': '',
        'answer.no-text': 'Write { it } {}',
      },
      languages: {
        de: { 'status.goes-on': 'Weiter in {other}', 'home.title': 5 },
        german: {},
        it: 'Ciao',
      },
    };`,
    [
      /texts\.status\.with-team: there is no \{tiket\}; it has \{ticket\}, \{team\}\.$/,
      /texts\.status\.with-team: it lacks \{ticket\}\.$/,
      /texts\.button\.talk: it is 76 characters long; Slack takes 75 there\.$/,
      /texts\.form\.talk-title: it is 25 characters long; Slack takes 24 there\.$/,
      /texts\.form\.send: it must be one line\.$/,
      /texts\.button\.speak: customers read no text of this key; src\/desk\/texts\.ts lists them\.$/,
      /texts\.home\.closed: write a text\.$/,
      /texts\.answer\.no-text: there is no \{ it \}; it has none\.$/,
      /texts\.answer\.no-text: there is no \{\}; it has none\.$/,
      /languages\.de\.status\.goes-on: it lacks \{ticket\}\.$/,
      /languages\.de\.home\.title: write a text\.$/,
      /languages\.german: write a language as de or pt-BR\.$/,
      /languages\.it: write texts as \{ key: text \}\.$/,
    ],
  );
});

test('a desk whose language is not English needs texts in it', async () => {
  const deskIn = (language: string, more: string) =>
    `export const desk = {
      intake: [],
      categories: [${category}],
      triageChannel: '#c',
      language: '${language}',
      ${more}
    };`;

  await assertDeskProblems(deskIn('de', ''), [/language: there are no texts in de; add them to/]);
  await assertDeskProblems(deskIn('de', 'languages: { fr: {} }'), [/language: there are no texts/]);
  for (const [index, more] of ['languages: { de: {} }', 'texts: {}'].entries()) {
    const DESK = join(folder, `desk-in-german-${index}.ts`);
    await writeFile(DESK, deskIn('de', more));
    assert.equal((await loadConfig({ ...http, DESK })).desk.language, 'de');
  }
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

test('a prefix for replies is one word that nobody types into a note by accident', async () => {
  const deskWith = (prefix: string) =>
    `export const desk = {
      intake: [], categories: [${category}], triageChannel: '#c', replyPrefix: ${JSON.stringify(prefix)},
    };`;
  const refused = [
    '',
    ' ',
    '! reply',
    '!reply ',
    '>',
    '>>reply',
    '/reply',
    '@reply',
    'reply',
    '＞r',
  ];
  const odd = ['Éa', '９r', '`r', '<r', '&gt;r', `!${'r'.repeat(20)}`];

  for (const prefix of [...refused, ...odd]) {
    await assertDeskProblems(deskWith(prefix), [/replyPrefix: a reply prefix /]);
  }
  for (const prefix of ['!reply', '!', '?r', '+1', '=>', '#r', '\u200b!r']) {
    desks += 1;
    const DESK = join(folder, `desk-${desks}.ts`);
    await writeFile(DESK, deskWith(prefix));
    // What nobody sees is no part of it.
    const read = prefix.replace('\u200b', '');
    assert.equal((await loadConfig({ ...http, DESK })).desk.replyPrefix, read);
  }
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

  const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const { desk } = await loadConfig({ ...http, DESK });

  assert.deepEqual(desk, {
    intake: [{ channel: 'C0HELP', greet: 'always', unanswered: { after: 900_000 } }],
    categories: [
      {
        id: 'a',
        title: 'A',
        description: 'a',
        channel: '#a',
        keywords: [],
        phrases: [],
        examples: [],
        context: [],
      },
    ],
    triageChannel: '#c',
    whenKeywordsSilent: 'triage',
    whenKeywordsDisagree: 'triage',
    forms: [],
    vouchedTeams: {},
    sameConversationMinutes: 2,
    name: 'Support',
    agentNames: 'first',
    savedReplies: [],
    resolveReasons: [],
    feedback: true,
    hours: {
      week: Object.fromEntries(weekdays.map((day) => [day, [{ from: 540, to: 1020 }]])),
      holidays: [],
    },
    targets: { firstReply: 3_600_000, nextReply: 14_400_000 },
    waiting: false,
    files: { perMessage: 10, megabytes: 25, megabytesPerCustomerAndDay: 200 },
    quietAfterDays: 7,
    undoSeconds: 60,
    reopenWithin: 7,
  });
});

test('a desk may trust the emails of a workspace and of a whole organisation', async () => {
  const DESK = join(folder, 'trusting-desk.ts');
  await writeFile(
    DESK,
    `export const desk = {
      intake: [], categories: [${category}], triageChannel: '#c',
      vouchedTeams: { T1: 'a.example', E1: 'b.example' },
    };`,
  );

  const { desk } = await loadConfig({ ...http, DESK });

  assert.deepEqual(desk.vouchedTeams, { T1: 'a.example', E1: 'b.example' });
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

test('a channel of agents or leads that customers write in is refused', async () => {
  await assertDeskProblems(
    `export const desk = {
      intake: [{ channel: '#help' }, { channel: '#b' }],
      categories: [
        { id: 'a', title: 'A', description: 'a', channel: '#help' },
        { id: 'b', title: 'B', description: 'b', channel: '#c' },
      ],
      triageChannel: '#B',
      leadsChannel: '#HELP',
    };`,
    [
      /categories\.0\.channel: #help is an intake channel as well: .+ a private channel of their own\.$/,
      /triageChannel: #B is an intake channel as well/,
      /leadsChannel: #HELP is an intake channel as well: .+ count as a lead; .+ of their own\.$/,
    ],
  );
});

test('two categories may have one channel, and triage too', async () => {
  const DESK = join(folder, 'shared-desk.ts');
  await writeFile(
    DESK,
    `export const desk = {
      intake: [{ channel: '#help' }],
      categories: [${category}, { id: 'b', title: 'B', description: 'b', channel: '#a' }],
      triageChannel: '#a',
    };`,
  );

  const { desk } = await loadConfig({ ...http, DESK });

  assert.equal(desk.categories.length, 2);
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

  const inFiles = secrets.map((name) => `${name}_FILE`);
  assert.deepEqual(explained.toArray().sort(), [...read, ...inFiles, 'DESK'].sort());
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
