/** The code that a failed call names: `ECONNREFUSED`, `28P01`; undefined where it names none. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
