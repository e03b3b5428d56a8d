import pg from 'pg';

/** Makes a database on a server, empty or a copy of another, and says where it is. */
export async function createDatabase(
  server: string,
  { name, template = 'template0' }: { name: string; template?: string },
): Promise<string> {
  await onServer(server, `create database ${name} template ${template}`);
  return `${server}/${name}`;
}

export async function dropDatabase(server: string, name: string): Promise<void> {
  await onServer(server, `drop database if exists ${name} with (force)`);
}

/** Runs a statement in the server's own database, since nobody may be in a template meanwhile. */
export async function onServer(server: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
