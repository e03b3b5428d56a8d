import { type Check, isRight } from './count.ts';
import type { Result } from './run-scenario.ts';

/** The results as a table: each count, with the expected number where it differs. */
export function table(results: Result[]): string {
  const head = ['', 'kills', ...(results[0]?.checks.map(({ what }) => what) ?? []), 'seconds'];
  const rows = results.map(({ name, kills, checks, seconds }) => [
    name,
    String(kills),
    ...checks.map(cell),
    String(Math.round(seconds)),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    row.map((text, column) => pad(text, column, widths[column] ?? 0)).join('  ');
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function cell(check: Check): string {
  const { actual, expected, rule } = check;
  if (!Number.isFinite(expected)) return String(actual);
  if (rule === 'at most') return `${actual} ${isRight(check) ? '≤' : '≰'} ${expected}`;
  return isRight(check) ? String(actual) : `${actual} ≠ ${expected}`;
}

function pad(text: string, column: number, width: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
