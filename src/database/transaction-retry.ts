import { errorCode } from '../error-code.ts';

const MOST_ATTEMPTS = 5;

/**
 * Does the work of a transaction once more where PostgreSQL gave it up in favour of another one:
 * nothing of it is left, and by then the other is done.
 *
 * @see https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
 */
export async function againWhereOthersWereInTheWay<Result>(
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !wasGivenUp(error)) throw error;
    }
  }
}

function wasGivenUp(error: unknown): boolean {
  if (givenUp.has(errorCode(error) ?? '')) return true;
  return error instanceof Error && error.cause !== undefined && wasGivenUp(error.cause);
}

/** A serialization failure, and a deadlock. */
const givenUp = new Set(['40001', '40P01']);
