import { CannotStart } from '../cannot-start.ts';

/** The database cannot be opened. The message says which setting to look at. */
export class DatabaseUnusable extends CannotStart {
  override readonly name = 'DatabaseUnusable';
}
