import { CannotStart } from '../cannot-start.ts';
import { PeriodInvalid } from './period.ts';

/** Names the process that answers, so that nobody takes another bot's figures for theirs. */
export const PROCESS_HEADER = 'x-handoff-process';

/** The running bot, which alone may read its embedded database, did not answer. */
export class NoReport extends CannotStart {
  override readonly name = 'NoReport';
}

/**
 * Asks the bot that holds the data folder for the report, where it tells how it is.
 *
 * @throws {NoReport | PeriodInvalid}
 */
export async function askRunningBot(
  args: string[],
  { admin, process }: { admin: { host: string | undefined; port: number }; process: number },
): Promise<string> {
  const url = new URL(`http://${reachable(admin.host)}:${admin.port}/report`);
  for (const arg of args) url.searchParams.append('arg', arg);
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch(
    (cause: unknown) => {
      throw noReport(url, 'did not answer', cause);
    },
  );
  const words = await answer.text();
  if (answer.headers.get(PROCESS_HEADER) !== String(process)) {
    throw noReport(url, 'is not what answered');
  }
  if (answer.status === 400) throw new PeriodInvalid(words.trim());
  if (!answer.ok) throw noReport(url, `answered ${answer.status}`);
  return words;
}

function noReport({ origin }: URL, what: string, cause?: unknown): NoReport {
  return new NoReport(
    `The embedded database is the running bot's alone, and the bot ${what} at ${origin}. Set ADMIN_PORT and ADMIN_HOST as they are for the bot, or stop it for as long as this takes.`,
    { cause },
  );
}

/** A bot that listens on every address is reached on this machine's own. */
function reachable(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
