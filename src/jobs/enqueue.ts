import type { Transaction } from '../database/open-database.ts';
import type { JobKind } from './job-kind.ts';

/** Adds a job in the transaction that writes what it is about: both are committed, or neither. */
export type Enqueue = <Payload extends object>(
  transaction: Transaction,
  job: { kind: JobKind<Payload>; payload: NoInfer<Payload>; startAfter?: Date },
) => Promise<void>;
