import type { WebClient } from '@slack/web-api';
import type { Database } from '../../database/open-database.ts';
import type { Desk } from '../../desk/desk.ts';
import { createAgents } from './agents.ts';
import { createChannels } from './channels.ts';
import { type BotIdentity, connect } from './connect.ts';
import { DeskChannelsClash, TriageChannelMissing } from './desk-channels.ts';
import { createFollowedChannels } from './follow-channels.ts';
import { createProfiles } from './profiles.ts';
import type { FieldNames } from './read-fields.ts';
import { untilSlackAnswers } from './until-slack-answers.ts';

/**
 * Connects to the workspace that the bot serves, and reads what it must know of it before it takes
 * work: what later steps rely on is asked for until Slack answers.
 *
 * @throws {TokenRefused} when the token is wrong.
 * @throws {TriageChannelMissing} when tickets have no last resort.
 * @throws {DeskChannelsClash} when customers would read what is for agents.
 */
export async function connectWorkspace({
  client,
  database,
  desk,
  mayServe,
  now,
  signal,
  onFailure,
  onProblem,
  retryMs,
}: {
  client: WebClient;
  database: Database;
  desk: Desk;
  /** Throws when the bot must not serve this workspace. */
  mayServe: (bot: BotIdentity) => Promise<void>;
  now: () => Date;
  /** Ends all waiting for Slack. */
  signal: AbortSignal;
  onFailure: (error: unknown) => void;
  /** Is called with what is wrong with the desk's channels, at start and later. */
  onProblem: (problem: string, level: 'warn' | 'error') => void;
  /** Before the first new try; grows to half a minute. */
  retryMs: number;
}) {
  const bot = await connect({ client, signal, onWait: onFailure, retryMs });
  await mayServe(bot);
  const { team } = bot;
  const names = new Map<string, string>();
  const odd = new Map<string, FieldNames>();
  const createLookup = () => createChannels({ client, onUnreadable: onFailure, names, odd });
  const waiting = { signal, onWait: onFailure, retryMs };
  const channels = createFollowedChannels({
    database,
    team,
    desk,
    onProblem,
    client,
    createLookup,
  });
  await untilSlackAnswers(channels.readFirst, { ...waiting, mayHeal: (error) => !isFinal(error) });
  const profiles = createProfiles({ client, now, onFailure });
  const agents = createAgents({
    client,
    profiles,
    team,
    channels: channels.agents,
    onFailure,
    waiting,
    now,
  });
  await agents.readFirst();
  return { client, bot, channels, channelLookup: createLookup(), profiles, agents };
}

function isFinal(error: unknown): boolean {
  return error instanceof TriageChannelMissing || error instanceof DeskChannelsClash;
}
