import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { CannotStart } from '../../cannot-start.ts';
import { oddFields, readFields } from './read-fields.ts';
import { slackFailure } from './slack-failure.ts';
import { untilSlackAnswers } from './until-slack-answers.ts';

/** Who the bot is in its workspace. */
export type BotIdentity = {
  team: string;
  /** The organisation for which the app is installed as a whole; undefined for a single workspace. */
  enterprise: string | undefined;
  botUserId: string;
  botId: string;
  /** What the bot is called. */
  name: string;
  url: string;
  /** The scopes that are granted to the bot's token. */
  scopes: readonly string[];
};

/** Slack does not know the token. The message says what to do. */
export class TokenRefused extends CannotStart {
  override readonly name = 'TokenRefused';
}

const AuthTest = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().nullish(),
  user: z.string().nullish(),
  url: z.url().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
});

/**
 * Asks Slack who the bot is, again and again while Slack is out of reach. Bolt would ask once and
 * remember a failure, so it is given the answer instead.
 *
 * @throws {TokenRefused} when the token is wrong.
 */
export async function connect({
  client,
  signal,
  onWait,
  retryMs,
}: {
  client: WebClient;
  signal: AbortSignal;
  onWait: (error: unknown) => void;
  /** Before the first new try; grows to half a minute. */
  retryMs: number;
}): Promise<BotIdentity> {
  const attempt = async () => {
    try {
      const { read, odd } = readFields(
        AuthTest,
        await client.auth.test(),
        'The answer of auth.test',
      );
      if (odd.size > 0) onWait(oddFields(odd, 'auth.test'));
      return read;
    } catch (error) {
      throw refusal(error) ?? error;
    }
  };
  const answer = await untilSlackAnswers(attempt, {
    signal,
    onWait,
    retryMs,
    mayHeal: (error) => !(error instanceof TokenRefused),
  });
  return {
    team: answer.team_id,
    enterprise: answer.is_enterprise_install ? (answer.enterprise_id ?? undefined) : undefined,
    botUserId: answer.user_id,
    botId: answer.bot_id ?? '',
    name: answer.user ?? 'Handoff',
    url: answer.url ?? 'https://slack.com/',
    scopes: answer.response_metadata?.scopes ?? [],
  };
}

function refusal(error: unknown): TokenRefused | undefined {
  const failure = slackFailure(error);
  if (failure.kind !== 'refused') return undefined;
  return new TokenRefused(
    `SLACK_BOT_TOKEN: Slack refuses the token (${failure.code}). Copy it again from your app's page, OAuth & Permissions, Bot User OAuth Token.`,
    { cause: error },
  );
}
