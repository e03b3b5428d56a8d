import { once } from 'node:events';
import { makeTemplate } from './make-template.ts';
import { startPostgres } from './start-postgres.ts';

// Runs a PostgreSQL for whoever started this process, and for no longer than they live: it ends
// with standard input, which also closes when they are killed. The first line that it writes says
// where it is, or why it cannot be had here.

process.stdin.resume();
const deserted = once(process.stdin, 'close');
const postgres = await startPostgres();
if ('whyNot' in postgres) {
  process.stdout.write(`${JSON.stringify(postgres)}\n`);
} else {
  const { url, stop } = postgres;
  await makeTemplate(url);
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  await deserted;
  await stop();
}
process.exit(0);
