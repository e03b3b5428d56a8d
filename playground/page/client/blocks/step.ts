/** The index that a key moves to in a list of `count` items; `undefined` for other keys. */
export function step(
  key: string,
  { from, count }: { from: number; count: number },
): number | undefined {
  if (key === 'ArrowDown') return (from + 1) % count;
  if (key === 'ArrowUp') return from <= 0 ? count - 1 : from - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
