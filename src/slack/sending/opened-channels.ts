import type { Database } from '../../database/open-database.ts';
import type { Log } from '../../log.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { channelsForAgents } from '../../outbox/outbox-store.ts';
import type { AgentChannels } from '../../routing/agent-channels.ts';
import { recordsWithheld } from '../messages/records-withheld.ts';
import type { Channels, SlackChannel } from '../workspace/channels.ts';
import {
  noteClosed,
  noteOpened,
  noteTold,
  openedChannels,
} from '../workspace/opened-channel-store.ts';

/**
 * Looks which agents' channels others than agents can read by now, since they became public or were shared, and takes
 * out of them what only agents may read. What is to be taken out is decided by what each post holds, not by what
 * is remembered of a channel: so nothing is left after a restart, nor where a channel was opened and closed in between.
 */
export function createOpenedChannels({
  database,
  outbox,
  channels,
  channelLookup,
  team,
  owner,
  openDirectMessages,
  log,
  now,
}: {
  database: Database;
  outbox: Outbox;
  channels: AgentChannels;
  channelLookup: Pick<Channels, 'lookUp'>;
  team: string;
  /** The Slack user who is told; without one only the log is. */
  owner: string | undefined;
  openDirectMessages: (user: string) => Promise<string>;
  log: Pick<Log, 'error'>;
  now: () => Date;
}) {
  return { look };

  async function look(): Promise<void> {
    const { queries } = database;
    const known = await openedChannels(queries, team);
    const all = new Set([
      ...channels.values(),
      // Those of the desk before, too.
      ...(await channelsForAgents(queries, team)),
      ...known.keys(),
    ]);
    const open: SlackChannel[] = [];
    for (const id of all) {
      const channel = await channelLookup.lookUp(id);
      // Slack does not say who reads it: then nothing can be changed there either.
      if (!channel) continue;
      if (recordsWithheld(channel) !== undefined) {
        await close(channel);
        open.push(channel);
      } else if (known.has(id)) {
        await database.transaction((transaction) => noteClosed(transaction, { team, channel: id }));
      }
    }
    if (owner === undefined) return;
    for (const channel of open) if (known.get(channel.id) !== true) await tell(owner, channel);
  }

  /** Takes out what is there; what is being posted at this moment is found by the next look. */
  async function close({ id, isMember, isPrivate }: SlackChannel): Promise<void> {
    const channel = { team, channel: id };
    const isNew = await database.transaction(async (transaction) => {
      // Where the bot is not in the channel, it can change nothing until it is.
      if (isMember) await outbox.withhold(transaction, channel);
      return noteOpened(transaction, { ...channel, at: now() });
    });
    if (!isNew) return;
    const what = isPrivate ? 'shared with another organisation' : 'public';
    log.error(
      { channel: id, ...(!isMember && { isMember }) },
      `An agents’ channel is ${what}: records and files are taken out of it`,
    );
  }

  async function tell(user: string, { id, name, isPrivate }: SlackChannel): Promise<void> {
    const directMessages = await openDirectMessages(user);
    await database.transaction(async (transaction) => {
      const openedAt = await noteTold(transaction, { team, channel: id });
      if (!openedAt) return;
      await outbox.postOnce(transaction, {
        team,
        channel: directMessages,
        kind: 'failure-notice',
        about: { id: `opened:${id}:${openedAt.toISOString()}` },
        words: {
          reason: 'channel-opened',
          name,
          openTo: isPrivate ? 'others' : 'workspace',
        },
      });
    });
  }
}
