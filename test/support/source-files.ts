import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type SourceFile = { path: string; text: string };

/** The TypeScript and TSX of a folder of this repository, by paths from its root. */
export function sourceFiles(folder: string): SourceFile[] {
  return globSync(join(root, folder, '**/*.{ts,tsx}')).map((file) => ({
    path: relative(root, file).replaceAll('\\', '/'),
    text: readFileSync(file, 'utf8'),
  }));
}
