import type { WebClient } from '@slack/web-api';
import pRetry from 'p-retry';
import type { Desk } from '../../desk/desk.ts';
import { createAgents } from './agents.ts';
import { createChannels } from './channels.ts';
import { connect } from './connect.ts';
import { findDeskChannels, TriageChannelMissing } from './desk-channels.ts';
import { createProfiles } from './profiles.ts';

/**
 * Connects to the workspace that the bot serves, and reads what it must know of it before it takes
 * work. It waits for Slack as long as that is out of reach.
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
}) {
  const bot = await connect({ client, signal, onWait: onFailure, retryMs });
  const { channelLookup, channels } = await pRetry(
    async () => {
      const channelLookup = createChannels({ client, onUnreadable: onFailure });
      return { channelLookup, channels: await findDeskChannels(desk, channelLookup) };
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
  const agents = createAgents({ client, profiles, channels: channels.agents.values(), onFailure });
  await agents.refresh();
  return { client, bot, channels, channelLookup, profiles, agents };
}
