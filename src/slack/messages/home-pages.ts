import type { ActionsBlock } from '@slack/web-api';
import { HOME_PAGE } from './action-ids.ts';
import { button } from './plain-text.ts';

/** A page of a list: which, counted from 0, and of how many. */
export type HomePage = { page: number; pages: number; skip: number };

/** The page that was asked for, or the last one where the list has become shorter. */
export function pageOf(page: number, { count, size }: { count: number; size: number }): HomePage {
  const pages = Math.max(1, Math.ceil(count / size));
  const shown = Math.min(page, pages - 1);
  return { page: shown, pages, skip: shown * size };
}

/** The ways to the pages before and after, of a list that has several. */
export function pageButtons(
  { page, pages }: HomePage,
  { before, after }: { before: string; after: string },
): ActionsBlock[] {
  const elements = [
    ...(page > 0 ? [button(before, `${HOME_PAGE}:before`, `${page - 1}`)] : []),
    ...(page < pages - 1 ? [button(after, `${HOME_PAGE}:after`, `${page + 1}`)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
