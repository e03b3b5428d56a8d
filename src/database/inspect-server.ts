import pg from 'pg';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { ownSettings } from './session-settings.ts';

/** What a session with the server is like before the bot has set anything in it. */
export const Server = z.object({
  version: z.number(),
  encoding: z.string(),
  database: z.string(),
  role: z.string(),
  is_replica: z.boolean(),
  search_path: z.string(),
  /** The first of these schemas that exists: where new tables go. */
  schema: z.string().nullable(),
  pid: z.number(),
  may_create_schemas: z.boolean(),
  has_job_schema: z.boolean(),
  /** The value of each of the bot's settings that this version of PostgreSQL knows. */
  settings: z.record(z.string(), z.string()),
});
export type Server = z.infer<typeof Server>;

export type Inspected = Server & {
  /** A pooler stands between: it hands a connection on to others after each transaction. */
  isPooled: boolean;
};

/** Tables and statements of pg-boss need it, and it is what the bot's own are tried on. */
const LEAST_VERSION = 13;

/**
 * Connects once to see what the server is like.
 *
 * @throws {DatabaseUnusable} with the remedy, when it cannot be reached or is no home for the bot.
 */
export async function inspectServer(connectionString: string): Promise<Inspected> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    // The time limit of the role may be too short even for this.
    await client.query('begin read only; set local statement_timeout = 0');
    const { rows } = await client.query(inspection, [[...ownSettings.keys()]]);
    await client.query('rollback');
    const server = Server.parse(rows[0]);
    const problem = problemWith(server);
    if (problem !== undefined) throw new DatabaseUnusable(`DATABASE_URL: ${problem}`);
    return { ...server, isPooled: server.pid !== processIdOf(client) };
  } catch (error) {
    throw error instanceof DatabaseUnusable ? error : unreachable(error);
  } finally {
    await client.end().catch(() => {});
  }
}

const inspection = `
  select current_setting('server_version_num')::integer as version,
    current_setting('server_encoding') as encoding,
    current_database() as database,
    current_user as role,
    pg_is_in_recovery() as is_replica,
    current_setting('search_path') as search_path,
    current_schema() as schema,
    pg_backend_pid() as pid,
    has_database_privilege(current_database(), 'create') as may_create_schemas,
    to_regnamespace('pgboss') is not null as has_job_schema,
    (select json_object_agg(lower(name), reset_val) from pg_settings
      where lower(name) = any($1)) as settings`;

/** A pooler names another process than the one that answers, since that changes. */
function processIdOf(client: pg.Client): unknown {
  return 'processID' in client ? client.processID : undefined;
}

/** Why a server is no home for the bot, with the remedy; undefined when it is one. */
export function problemWith(server: Server): string | undefined {
  const { database, role } = server;
  const version = Math.floor(server.version / 10_000);
  if (version < LEAST_VERSION) {
    return `this is PostgreSQL ${version}. Handoff needs ${LEAST_VERSION} or newer.`;
  }
  if (server.is_replica) {
    return 'this server is a read-only replica. Write the address of the primary server.';
  }
  if (server.encoding !== 'UTF8') {
    return `the database ${database} keeps text as ${server.encoding}, and Slack's is UTF8. Make another with: create database handoff encoding 'UTF8' template template0.`;
  }
  if (server.schema === null) {
    return `there is no schema for the tables: the search_path of ${role} is “${server.search_path}”. Run: alter role ${quoted(role)} in database ${quoted(database)} set search_path = public.`;
  }
  if (!server.has_job_schema && !server.may_create_schemas) {
    return `${role} may not create the schema of the jobs. Run as the database's owner: create schema pgboss authorization ${quoted(role)}.`;
  }
  return undefined;
}

/** What is given may be anything that its owner named so. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function unreachable(cause: unknown): DatabaseUnusable {
  const code = errorCode(cause);
  const remedy =
    remedies.get(code ?? '') ??
    'Check that it runs, and its host, port, database, user and password.';
  return new DatabaseUnusable(
    `DATABASE_URL: this PostgreSQL cannot be used (${code ?? reasonOf(cause)}). ${remedy}`,
    { cause },
  );
}

const remedies = new Map([
  ['28000', 'The server refuses this user: check the user, and the lines of pg_hba.conf.'],
  ['28P01', 'The server refuses the password: check the user and the password.'],
  ['3D000', 'There is no database of this name: create it, or write the name of another.'],
  ['42501', 'The user may not connect to this database: grant it.'],
  ['53300', 'The server has no connection left: raise its max_connections, or end other clients.'],
  ['57P03', 'The server is starting or stopping: start Handoff again in a moment.'],
  ['ENOTFOUND', 'There is no host of this name: check the host.'],
]);

/** The driver's own errors have no code, and quote nothing. */
function reasonOf(error: unknown): string {
  return error instanceof Error && error.constructor === Error ? error.message : 'no code';
}
