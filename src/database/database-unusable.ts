/** The database cannot be opened. The message says which setting to look at. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}
