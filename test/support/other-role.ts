import { randomUUID } from 'node:crypto';
import { onServer } from './create-database.ts';
import { afterAll } from './left-behind.ts';

/** A role of its own on the server of a database, and the address of the database as that role. */
export type OtherRole = { name: string; connectionString: string };

/** Makes one, with what follows `create role`, such as `superuser`; it is gone after the file's tests. */
export async function otherRole(connectionString: string, attributes = ''): Promise<OtherRole> {
  const name = `role_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(connectionString);
  const server = `${url.protocol}//${url.username}:${url.password}@${url.host}`;
  await onServer(server, `create role ${name} login password 'password' ${attributes}`);
  afterAll(async () => void (await onServer(server, `drop role ${name}`)));
  url.username = name;
  return { name, connectionString: url.href };
}
