import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { cleanTexts } from '../clean-text.ts';
import { Desk } from './desk.ts';
import { placeOf } from './place-of-error.ts';

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
  const module = await load(path);
  if (module.desk === undefined) throw new DeskInvalid([missingExport(path, module)]);
  const result = Desk.safeParse(cleanTexts(module.desk));
  if (result.success) return result.data;
  throw new DeskInvalid(
    result.error.issues.map(
      (issue) => `${path}: ${issue.path.map(String).join('.') || '`desk`'}: ${issue.message}.`,
    ),
  );
}

type DeskModule = { desk?: unknown };

/** A module that awaits something for ever would else end the process without a word. */
const LONGEST_LOAD_MS = 10_000;

async function load(path: string): Promise<DeskModule> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new DeskInvalid([`There is no desk file ${path}: write one, or set DESK to another.`]);
  }
  const isLoaded = new AbortController();
  const imported: Promise<DeskModule> = import(pathToFileURL(resolve(path)).href);
  const late = sleep(LONGEST_LOAD_MS, undefined, { signal: isLoaded.signal }).then(() => {
    throw new Error(`it is not loaded after ${LONGEST_LOAD_MS / 1_000} s`);
  });
  try {
    return await Promise.race([imported, late]);
  } catch (cause) {
    throw new DeskInvalid([await unloadable(path, cause)], { cause });
  } finally {
    late.catch(() => {});
    isLoaded.abort();
  }
}

function missingExport(path: string, module: DeskModule): string {
  // Node adds names of its own to a CommonJS module.
  const names = Object.keys(module).filter((name) => /^\w+$/.test(name));
  const exported = names.map((name) => `\`${name}\``);
  const instead = exported.length > 0 ? exported.join(', ') : 'nothing';
  return `${path}: it must export \`desk\`, and exports ${instead}: write \`export const desk: DeskFile = { … };\`.`;
}

async function unloadable(path: string, error: unknown): Promise<string> {
  const place = await placeOf(error, path);
  const isHere = place?.file === resolve(path);
  const line = place && isHere ? `, line ${place.line},` : '';
  const elsewhere = place && !isHere ? `, in ${place.file}, line ${place.line}` : '';
  return `The desk file ${path}${line} cannot be loaded (${reasonOf(error)}${elsewhere}): correct it, or set DESK to another.`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `it throws ${String(error)}`;
  const code = 'code' in error ? String(error.code) : '';
  return reasons.get(code) ?? error.message.split('\n')[0] ?? 'unknown reason';
}

const NO_MODULE = 'it must be a TypeScript or JavaScript module, such as desk.ts';
const reasons = new Map([
  ['ERR_UNKNOWN_FILE_EXTENSION', NO_MODULE],
  ['ERR_IMPORT_ATTRIBUTE_MISSING', NO_MODULE],
  ['ERR_UNSUPPORTED_DIR_IMPORT', 'it is a folder'],
]);
