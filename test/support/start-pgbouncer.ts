import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { afterAll } from './left-behind.ts';

const NOBODY = 65_534;

/** Whether Debian's package `pgbouncer` is on this machine; loud where it is not. */
export function hasPgBouncer(): boolean {
  const isThere = spawnSync('pgbouncer', ['--version']).status === 0;
  if (!isThere) process.stderr.write('\n!!! NOT TESTED BEHIND PGBOUNCER: it is not installed.\n\n');
  return isThere;
}

/**
 * Starts a PgBouncer in transaction mode before a database, with few connections to it, and returns
 * the address of the database behind it. It ends after the tests of the file.
 */
export async function startPgBouncer(database: string): Promise<string> {
  const behind = new URL(database);
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'handoff-pgbouncer-'));
  const settings = join(folder, 'pgbouncer.ini');
  await writeFile(join(folder, 'users'), `"${behind.username}" "${behind.password}"\n`);
  await writeFile(
    settings,
    `[databases]
* = host=${behind.hostname} port=${behind.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = 5
max_client_conn = 200
server_idle_timeout = 1
`,
  );
  await chmod(folder, 0o755);
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn('pgbouncer', [settings], { ...user, stdio: 'ignore' });
  const exited = once(child, 'exit');
  // A file that fails may end before what follows its tests.
  process.once('exit', () => child.kill('SIGKILL'));
  afterAll(async () => {
    child.kill('SIGKILL');
    await exited;
    await rm(folder, { recursive: true, force: true });
  });
  while (!(await takesConnections(port))) await sleep(20);
  behind.port = String(port);
  return behind.href;
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
