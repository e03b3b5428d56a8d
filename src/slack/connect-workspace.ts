import type { WebClient } from '@slack/web-api';
import pRetry from 'p-retry';
import type { Desk } from '../desk/desk.ts';
import { type AgentRoster, createAgentRoster } from './agent-roster.ts';
import { type ChannelDirectory, createChannelDirectory } from './channel-directory.ts';
import { type BotIdentity, connect } from './connect.ts';
import { type DeskChannels, findDeskChannels, TriageChannelMissing } from './desk-channels.ts';
import { createProfiles, type Profiles } from './profiles.ts';
import { createReadMessage, type ReadMessage } from './read-message.ts';

/** The workspace that the bot serves, and what it must know of it before it takes work. */
export type Workspace = {
  client: WebClient;
  bot: BotIdentity;
  channels: DeskChannels;
  directory: ChannelDirectory;
  profiles: Profiles;
  roster: AgentRoster;
  read: ReadMessage;
};

/**
 * Connects to Slack, and waits for it as long as it is out of reach.
 *
 * @throws {TokenRefused} when the token is wrong.
 * @throws {TriageChannelMissing} when tickets have no last resort.
 */
export async function connectWorkspace({
  client,
  desk,
  now,
  signal,
  onFailure,
  retryMs,
}: {
  client: WebClient;
  desk: Desk;
  now: () => Date;
  signal: AbortSignal;
  onFailure: (error: unknown) => void;
  /** Before the first new try; grows to half a minute. */
  retryMs: number;
}): Promise<Workspace> {
  const bot = await connect({ client, signal, onWait: onFailure, retryMs });
  const { directory, channels } = await pRetry(
    async () => {
      const directory = createChannelDirectory(client);
      return { directory, channels: await findDeskChannels(desk, directory) };
    },
    {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: retryMs,
      maxTimeout: 30_000,
      signal,
      shouldRetry: ({ error }) => !(error instanceof TriageChannelMissing),
      onFailedAttempt: ({ error }) => onFailure(error),
    },
  );
  const profiles = createProfiles({ client, now, onFailure });
  const agents = channels.agents.values().toArray();
  const roster = createAgentRoster({ client, profiles, channels: agents, onFailure });
  await roster.refresh();
  const read = createReadMessage({ bot, roster, intake: channels.intake });
  return { client, bot, channels, directory, profiles, roster, read };
}
