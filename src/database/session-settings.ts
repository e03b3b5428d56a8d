/**
 * What the bot relies on in each of its sessions. A server, a database or a role may have other
 * defaults: dates that are written another way, transactions that may not write, a time limit.
 */
export const ownSettings: ReadonlyMap<string, string> = new Map([
  ['datestyle', 'ISO, MDY'],
  ['timezone', 'UTC'],
  ['intervalstyle', 'postgres'],
  ['extra_float_digits', '1'],
  ['bytea_output', 'hex'],
  ['standard_conforming_strings', 'on'],
  ['default_transaction_isolation', 'read committed'],
  ['default_transaction_read_only', 'off'],
  ['default_transaction_deferrable', 'off'],
  ['row_security', 'on'],
  ['synchronous_commit', 'on'],
  ['statement_timeout', '0'],
  ['lock_timeout', '0'],
  ['transaction_timeout', '0'],
  ['idle_in_transaction_session_timeout', '0'],
  ['idle_session_timeout', '0'],
]);

/**
 * These a pooler keeps for each of its clients, since the server reports every change of them. Other
 * settings of a session would reach whoever is given the server's connection next.
 *
 * @see https://www.pgbouncer.org/config.html#track_extra_parameters
 */
const keptByPoolers = new Set(['datestyle', 'timezone', 'standard_conforming_strings']);

/** The settings that a pooler's client sets once for itself, as a statement. */
export function setForClient(names: Iterable<string>): string {
  return statements(names, (name) => keptByPoolers.has(name), 'set');
}

/** Those that it must set in each transaction, as a statement; nothing where none is needed. */
export function setForTransaction(names: Iterable<string>): string {
  return statements(names, (name) => !keptByPoolers.has(name), 'set local');
}

function statements(names: Iterable<string>, isMeant: (name: string) => boolean, verb: string) {
  return [...names]
    .filter(isMeant)
    .map((name) => `${verb} ${name} = '${ownSettings.get(name)}'`)
    .join('; ');
}

/** The address of a server with settings that each connection has from its beginning. */
export function withSettings(connectionString: string, names: Iterable<string>): string {
  const url = new URL(connectionString);
  const own = [...names].map(
    (name) => `-c ${name}=${ownSettings.get(name)?.replaceAll(' ', '\\ ')}`,
  );
  url.searchParams.set('options', [url.searchParams.get('options') ?? '', ...own].join(' ').trim());
  return url.href;
}
