import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Desk } from './desk.ts';

/** The desk file cannot be used; each problem is a sentence for the owner. */
export class DeskInvalid extends Error {
  override readonly name = 'DeskInvalid';
  readonly problems: string[];

  constructor(problems: string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

/**
 * Loads the desk file, a TypeScript or JavaScript module that exports `desk`.
 *
 * @throws {DeskInvalid} with everything that is wrong with it.
 */
export async function loadDesk(path: string): Promise<Desk> {
  const result = Desk.safeParse((await load(path)).desk);
  if (result.success) return result.data;
  throw new DeskInvalid(
    result.error.issues.map((issue) => `${path}: ${place(issue.path)}${issue.message}.`),
  );
}

async function load(path: string): Promise<{ desk?: unknown }> {
  if (!existsSync(path)) {
    throw new DeskInvalid([`There is no desk file ${path}: write one, or set DESK to another.`]);
  }
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new DeskInvalid(
      [`The desk file ${path} cannot be loaded (${reason}): correct it, or set DESK to another.`],
      { cause },
    );
  }
}

function place(path: PropertyKey[]): string {
  return path.length === 0 ? 'it must export `desk`: ' : `${path.map(String).join('.')}: `;
}
