import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path/posix';
import { test } from 'node:test';
import { sourceFiles } from './support/source-files.ts';

/** Each table, and the one file that reads and writes it. */
const stores = {
  workspaces: 'src/database/workspace-store.ts',
  claims: 'src/database/claim-store.ts',
  desk_channels: 'src/slack/workspace/desk-channel-store.ts',
  homes: 'src/slack/workspace/home-store.ts',
  moved_channels: 'src/slack/workspace/moved-channel-store.ts',
  interactions: 'src/database/interaction-store.ts',
  conversations: 'src/conversations/conversation-store.ts',
  threads: 'src/conversations/thread-store.ts',
  messages: 'src/conversations/message-store.ts',
  tickets: 'src/tickets/ticket-store.ts',
  absences: 'src/tickets/absence-store.ts',
  replies: 'src/tickets/reply-store.ts',
  moves: 'src/tickets/move-store.ts',
  corrections: 'src/tickets/correction-store.ts',
  removed_corrections: 'src/tickets/removed-correction-store.ts',
  settings: 'src/settings/setting-store.ts',
  setting_changes: 'src/settings/setting-change-store.ts',
  ticket_events: 'src/tickets/event-store.ts',
  classifications: 'src/triage/classification-store.ts',
  outbox: 'src/outbox/outbox-store.ts',
  failed_jobs: 'src/jobs/failed-job-store.ts',
  due_channels: 'src/waiting/due-channel-store.ts',
  due_tellings: 'src/waiting/due-telling-store.ts',
};

const bot = sourceFiles('src').filter(({ path }) => !path.startsWith('src/database/migrations/'));

for (const [table, store] of Object.entries(stores)) {
  test(`only ${basename(store)} names the table ${table}`, () => {
    const naming = bot.filter(({ text }) => names(text, table)).map(({ path }) => path);

    assert.deepEqual(naming, [store]);
  });
}

test('only pg-boss-tables.ts touches the tables of pg-boss', () => {
  const naming = bot.filter(({ text }) => /\bpgboss\.\w/.test(text)).map(({ path }) => path);

  assert.deepEqual(naming, ['src/jobs/pg-boss-tables.ts']);
});

test('no command makes Node end a test process by force, which loses results that are on their way', async () => {
  const scripts = await readFile(new URL('../package.json', import.meta.url), 'utf8');

  // https://github.com/nodejs/node/issues/64833
  assert.doesNotMatch(scripts, /force-exit/);
});

test('objects are written out: TypeScript checks no mistyped property inside a spread', () => {
  const all = ['src', 'playground', 'test', 'bench', 'eval'].flatMap((folder) =>
    sourceFiles(folder),
  );

  const spreading = all.filter(({ text }) => /\.\.\.\{(?! *\})/.test(text.replace(/\/.*\//g, '')));

  assert.deepEqual(
    spreading.map(({ path }) => path),
    [],
  );
});

test('a file waits for what it needs before its first test, since its cleaning up may be done after that', () => {
  const files = sourceFiles('test').filter(({ path }) => path.endsWith('.test.ts'));

  const late = files.filter(({ text }) =>
    /^test\([\s\S]*^(?:\w.*)?\bawait .*$/m.test(topLevelOf(text)),
  );

  assert.deepEqual(
    late.map(({ path }) => path),
    [],
  );
});

/** The lines of a file that begin a statement. */
function topLevelOf(text: string): string {
  return text.replace(/^[ })\]].*\n/gm, '');
}

/** Kysely's builders and plain SQL. */
function names(text: string, table: string): boolean {
  const built = new RegExp(
    `(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\\(\\s*\\[?'${table}(?: as \\w+)?'`,
  );
  const typed = new RegExp(`^\\s*${table}: TableOf<`, 'm');
  const written = new RegExp(
    `\\b(?:from|join|into|update|table) ${table}\\b(?! (?:are|is|of|and)\\b)`,
  );
  return (
    built.test(text) || typed.test(text) || written.test(text.replace(/^\s*(?:\*|\/).*$/gm, ''))
  );
}
