import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Place = { file: string; line: number };

/** Where in a module, or in one that it imports, an error arose; undefined where that is not known. */
export async function placeOf(error: unknown, path: string): Promise<Place | undefined> {
  if (!(error instanceof Error)) return undefined;
  const place = placeInStack(error);
  if (place || error.name !== 'SyntaxError') return place;
  // Node names no line of JavaScript that it cannot parse. As TypeScript it is parsed once more.
  try {
    stripTypeScriptTypes(await readFile(path, 'utf8'), { sourceUrl: resolve(path) });
    return undefined;
  } catch (again) {
    return again instanceof Error ? placeInStack(again) : undefined;
  }
}

/** A parser's error begins with its place; any other has it in the first frame that is no part of Node. */
function placeInStack({ stack = '' }: Error): Place | undefined {
  const [, first, firstLine] = /^((?:file:|\/|[A-Z]:).*):(\d+)\n/.exec(stack) ?? [];
  const [, frame, frameLine] = /(file:\/\/[^\s()]+?):(\d+):\d+/.exec(stack) ?? [];
  const file = first ?? frame;
  if (file === undefined || isOwn(file)) return undefined;
  return {
    file: file.startsWith('file:') ? fileURLToPath(file) : file,
    line: Number(firstLine ?? frameLine),
  };
}

/** The frame that did the loading says nothing. */
function isOwn(file: string): boolean {
  return file === new URL('load-desk.ts', import.meta.url).href;
}
