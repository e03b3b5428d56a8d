/** The database cannot be opened. The message says which setting to look at. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

/** The code of a failed call, for a message that is read by the owner: `ECONNREFUSED`, `28P01`. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
