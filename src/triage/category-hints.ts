import type { Category } from '../desk/desk.ts';

const MOST_HINTS = 8;

/** What customers of a category say, for a model to go by: a few of the desk's own words. */
export function hintsOf({ keywords }: Category): string[] {
  return keywords.slice(0, MOST_HINTS).filter(isNoFormOfAnother);
}

/** Of `charge` and `charged` one says enough. */
function isNoFormOfAnother(keyword: string, _: number, all: string[]): boolean {
  return !all.some((other) => other !== keyword && keyword.startsWith(other));
}
