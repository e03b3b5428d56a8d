import type { Category } from './desk.ts';

/** A category by its id; undefined for `triage`, `unclear` and what the desk no longer has. */
export function categoryById(categories: Category[], id: string | null): Category | undefined {
  return categories.find((category) => category.id === id);
}

/** What people call a category; undefined for `triage` and what the desk no longer has. */
export function categoryTitle(categories: Category[], id: string | null): string | undefined {
  return categoryById(categories, id)?.title;
}
