import type { WebClient } from '@slack/web-api';
import type { Database } from '../database/open-database.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { TellOwner } from '../triage/redirect-ticket.ts';
import { directChannel } from './direct-channel.ts';

/** Creates what writes to the owner when agents cannot be reached; without one the log must do. */
export function createTellOwner({
  client,
  database,
  outbox,
  owner,
  log,
}: {
  client: WebClient;
  database: Database;
  outbox: Outbox;
  owner: string | undefined;
  log: Log;
}): TellOwner {
  return async ({ id, team, kind, subject, failure }) => {
    log.error(
      { kind, subject, failure },
      'Agents cannot be reached, not even in the triage channel',
    );
    if (owner === undefined) return;
    const channel = await directChannel(client, owner);
    const text = `A message for the agents (${kind}) could not be posted, not even in the triage channel: ${failure}. It is kept. Mend the channel, then press the button, or run “npm run rerun”.`;
    await database.transaction((transaction) =>
      outbox.say(transaction, {
        ...{ team, channel, text },
        kind: 'failure-notice',
        subject: `owner:${id}`,
      }),
    );
  };
}
