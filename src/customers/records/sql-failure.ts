import pg from 'pg';
import { errorCode } from '../../error-code.ts';
import { RecordsUnavailable } from './record-source.ts';

/** Turns an error of PostgreSQL or the network into what was tried, on which view, and the remedy. */
export function explainSqlFailure(view: string, cause: unknown): RecordsUnavailable {
  if (cause instanceof pg.DatabaseError) {
    const code = cause.code ?? 'no code';
    const remedy = remedies.get(code) ?? `look up the SQLSTATE ${code}`;
    return new RecordsUnavailable(`Cannot read ${view}${detail(cause)}: ${remedy}`, { cause });
  }
  // The address that Node could not parse may hold a password, and this error repeats it.
  if (errorCode(cause) === 'ERR_INVALID_URL') {
    return new RecordsUnavailable(
      `Cannot read ${view}: CUSTOMERS_DATABASE_URL is no postgres:// address`,
    );
  }
  return new RecordsUnavailable(
    `Cannot read ${view}: the database did not answer (${reason(cause)}); ` +
      'check CUSTOMERS_DATABASE_URL and that the database is up',
    { cause },
  );
}

const remedies = new Map([
  ['3D000', 'name an existing database in CUSTOMERS_DATABASE_URL'],
  ['25006', 'a view must not write'],
  ['28000', 'check the user in CUSTOMERS_DATABASE_URL'],
  ['28P01', 'check the user and password in CUSTOMERS_DATABASE_URL'],
  ['42501', 'grant select on it to the user of CUSTOMERS_DATABASE_URL'],
  ['42703', 'add the column as docs/customer-records.md shows'],
  ['42P01', 'create the view as docs/customer-records.md shows'],
  ['57014', 'the view is too slow; index what it reads'],
]);

/** Only names of tables and columns: other messages of PostgreSQL may quote a customer's data. */
function detail({ code, message }: pg.DatabaseError): string {
  return code === '42P01' || code === '42703' ? ` (${message})` : '';
}

/** The pool's own timeouts have a message and no code. */
function reason(cause: unknown): string {
  return errorCode(cause) ?? (cause instanceof Error ? cause.message : 'unknown reason');
}
