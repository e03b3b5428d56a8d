import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CannotStart } from '../src/cannot-start.ts';
import { errorCode } from '../src/error-code.ts';
import { UNCLEAR } from '../src/tickets/triage-record.ts';

const Line = z.looseObject({
  id: z.string({ error: 'id is missing' }),
  source: z.string().optional(),
  transcript: z
    .array(
      z.object({
        role: z.enum(['customer', 'bot', 'agent', 'participant'], {
          error: 'a role is customer, bot, agent or participant',
        }),
        text: z.string({ error: 'a message needs a text' }),
      }),
      { error: 'transcript is missing: [{ role, text }]' },
    )
    .min(1, 'transcript is empty'),
  label: z.string({ error: 'label is missing' }),
});

/** A conversation, and the category that people gave it. */
export type Case = z.infer<typeof Line>;

const MOST_PROBLEMS = 20;

/**
 * Reads labelled conversations, one JSON object a line.
 *
 * @throws {CannotStart} with each line that cannot be used, and why.
 */
export async function readCases(path: string, categories: { id: string }[]): Promise<Case[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new CannotStart(`${path} cannot be read (${errorCode(error) ?? 'unknown reason'}).`);
  });
  const labels = [...categories.map(({ id }) => id), UNCLEAR];
  const cases: Case[] = [];
  const problems: string[] = [];
  const seen = new Map<string, number>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line);
    const wrong = read.success ? problemOf(read.data) : read.problem;
    if (wrong !== undefined) problems.push(`${path}:${index + 1}: ${wrong}.`);
    if (!read.success) continue;
    seen.set(read.data.id, index + 1);
    cases.push(read.data);
  }
  if (cases.length === 0 && problems.length === 0) problems.push(`${path}: it has no lines.`);
  if (problems.length === 0) return cases;
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length - shown.length;
  throw new CannotStart([...shown, ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n'));

  function problemOf({ id, label }: Case): string | undefined {
    const before = seen.get(id);
    if (before !== undefined) return `the id ${id} is that of line ${before} as well`;
    if (labels.includes(label)) return undefined;
    return `there is no category ${label}; the desk has ${labels.join(', ')}`;
  }
}

type Read = { success: true; data: Case } | { success: false; problem: string };

function readLine(line: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { success: false, problem: 'it is not JSON' };
  }
  const result = Line.safeParse(value);
  if (result.success) return { success: true, data: result.data };
  return { success: false, problem: result.error.issues[0]?.message ?? 'it is no conversation' };
}

/** So many of them, spread evenly over the file, which may be sorted. */
export function spread(cases: Case[], limit: number | undefined): Case[] {
  if (limit === undefined || limit >= cases.length) return cases;
  return Array.from(
    { length: limit },
    (_, at) => cases[Math.floor((at * cases.length) / limit)],
  ).filter((each) => each !== undefined);
}
