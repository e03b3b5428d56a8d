import { randomUUID } from 'node:crypto';

/**
 * Creates a source of job ids, each greater than the one before. Jobs written in one transaction are
 * equally old to the database, which then goes by their ids.
 *
 * @see RFC 9562, UUID version 7 with a counter in `rand_a`.
 */
export function createGrowingIds({ now }: { now: () => number }): () => string {
  let last = 0n;
  return () => {
    const earliest = BigInt(Math.floor(now())) << COUNTER_BITS;
    last = earliest > last ? earliest : last + 1n;
    const digits = last.toString(16).padStart(15, '0');
    const random = randomUUID().slice('xxxxxxxx-xxxx-xxxx-'.length);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7${digits.slice(12)}-${random}`;
  };
}

const COUNTER_BITS = 12n;
