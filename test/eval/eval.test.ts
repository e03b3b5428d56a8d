import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startModelServer } from '../support/model-server.ts';

const folder = await mkdtemp(join(tmpdir(), 'handoff-eval-'));
after(() => rm(folder, { recursive: true, force: true }));

const root = fileURLToPath(new URL('../..', import.meta.url));

type Run = { code: unknown; stdout: string; stderr: string };

/** Runs the command as its owner does, with nothing else in its environment. */
function evaluate(args: string[], environment: Record<string, string> = {}): Promise<Run> {
  const { promise, resolve } = Promise.withResolvers<Run>();
  const options = { cwd: root, env: environment };
  execFile(process.execPath, ['eval/main.ts', ...args], options, (error, stdout, stderr) =>
    resolve({ code: error?.code ?? 0, stdout, stderr }),
  );
  return promise;
}

async function fileOf(name: string, lines: (object | string)[]): Promise<string> {
  const path = join(folder, name);
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(path, text.join('\n'));
  return path;
}

const said = (id: string, text: string, label: string) => ({
  id,
  label,
  transcript: [{ role: 'customer', text }],
});

const Figures = z.looseObject({
  cases: z.number(),
  accuracy: z.number(),
  coverage: z.number(),
  accuracyOfRouted: z.number(),
  wrongOfAll: z.number(),
  tokensIn: z.number(),
  tokensOut: z.number(),
  sequentialCalls: z.number(),
});

const four = [
  said('right', 'I want a refund', 'billing'),
  said('wrong', 'My invoice is too high', 'sale'),
  said('silent', 'Something odd', 'support'),
  said('none', 'Hello?', 'unclear'),
];

test('the figures of a file are one JSON object, and too few right ones fail the command', async () => {
  const data = await fileOf('four.jsonl', four);

  const { code, stdout, stderr } = await evaluate([
    ...['--data', data, '--engine', 'offline', '--json'],
    ...['--min-accuracy-of-routed', '0.9'],
  ]);

  const figures = Figures.parse(JSON.parse(stdout));
  assert.equal(figures.cases, 4);
  assert.equal(figures.accuracy, 0.5);
  assert.equal(figures.coverage, 0.5);
  assert.equal(figures.accuracyOfRouted, 0.5);
  assert.equal(figures.wrongOfAll, 0.25);
  assert.equal(figures.tokensIn + figures.tokensOut + figures.sequentialCalls, 0);
  assert.equal(code, 1);
  assert.match(stderr, /0\.500, which is less than 0\.9\./);
});

test('a model is asked as the bot asks it: its answers are votes, and its calls are counted', async () => {
  await using server = await startModelServer({
    model: (input) => {
      const category = input.includes('refund') ? 'billing' : 'support';
      return {
        classification: { reasoning: 'So it seems.', category, email: null },
        route_to_agent: { agent_type: category, summary: 'In short.' },
      };
    },
  });
  const data = await fileOf('asked.jsonl', four);
  const page = join(folder, 'page.html');
  const environment = { OPENAI_BASE_URL: server.baseURL, OPENAI_MODEL: 'scripted' };

  const shown = await evaluate(['--data', data, '--html', page], environment);
  const json = await evaluate(['--data', data, '--json'], environment);

  const figures = Figures.parse(JSON.parse(json.stdout));
  assert.equal(figures.sequentialCalls, 2);
  assert.equal(figures.coverage, 0.25, 'the keywords confirm one of four');
  assert.equal(figures.accuracyOfRouted, 1);
  assert.match(shown.stdout, /Engine: scripted, http:/);
  assert.match(shown.stdout, /both name the same +the model right in 1 of 1/);
  assert.match(shown.stdout, /keywords silent +the model right in 1 of 2/);
  assert.match(shown.stdout, /tool, 200: 4/);
  assert.match(await readFile(page, 'utf8'), /<svg[\s\S]+<table>/);
});

test('what is wrong with a file is said by line, and nothing is measured', async () => {
  const data = await fileOf('bad.jsonl', [
    said('a', 'A refund', 'billing'),
    'not JSON',
    '',
    said('b', 'A refund', 'refunds'),
    { id: 'c', label: 'sale' },
    said('a', 'A price', 'sale'),
    { id: 'd', label: 'sale', transcript: [{ role: 'ceo', text: 'Hi' }] },
  ]);

  const { code, stdout, stderr } = await evaluate(['--data', data, '--engine', 'offline']);

  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.deepEqual(stderr.trim().replaceAll(`${data}:`, '').split('\n'), [
    '2: it is not JSON.',
    '4: there is no category refunds; the desk has billing, sale, support, unclear.',
    '5: transcript is missing: [{ role, text }].',
    '6: the id a is that of line 1 as well.',
    '7: a role is customer, bot, agent or participant.',
  ]);
});

test('a command that cannot be understood says what it needs', async () => {
  const none = await evaluate([]);
  const unknown = await evaluate(['--data', 'nowhere.jsonl', '--engine', 'offline']);
  const noModel = await evaluate(['--data', await fileOf('x.jsonl', four), '--engine', 'openai']);

  assert.match(none.stderr, /^Name the conversations: npm run eval -- --data FILE\.jsonl/);
  assert.match(unknown.stderr, /nowhere\.jsonl cannot be read \(ENOENT\)\./);
  assert.match(noModel.stderr, /No model is configured: set OPENAI_API_KEY/);
});

test('of the conversations that ship here the offline engine routes few wrongly', async () => {
  const data = 'eval/data/support-conversations.jsonl';

  const { stdout } = await evaluate(['--data', data, '--engine', 'offline', '--json']);

  const { cases, coverage, accuracyOfRouted, wrongOfAll } = Figures.parse(JSON.parse(stdout));
  assert.ok(cases >= 120);
  assert.ok(coverage >= 0.5);
  assert.ok(accuracyOfRouted >= 0.92);
  assert.ok(wrongOfAll <= 0.04);
});
