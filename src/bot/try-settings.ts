import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ModelCheck } from '../llm/check-model.ts';
import { slackFailure } from '../slack/workspace/slack-failure.ts';
import { remembered } from './remembered.ts';

/** Tries a setting; resolves with what is wrong, or undefined when it works. */
type Try = () => Promise<string | undefined>;

/** How the settings that the bot can start without are, in words for `/ready`. */
export type SettingWords = Record<'model' | 'records' | 'owner', () => Promise<string>>;

/** Tries the settings that the bot can start without: each problem says what is wrong, and what that costs. */
export function createSettingTrials({
  client,
  checkRecords,
  checkModel,
  describeModel,
  owner,
  now,
  freshMs = 60_000,
}: {
  client: WebClient;
  /** Throws with a reason that may be shown. Undefined: there are no records. */
  checkRecords: (() => Promise<void>) | undefined;
  /** Asks the model a short question. */
  checkModel: () => Promise<ModelCheck>;
  describeModel: () => string;
  owner: string | undefined;
  now: () => Date;
  freshMs?: number;
}): { describe: SettingWords; problems(): Promise<string[]> } {
  const remember = (ask: Try) => remembered(ask, { now, freshMs });
  const records = remember(async () => {
    const problem = await checkRecords?.().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : 'unknown reason'),
    );
    return problem && `CUSTOMERS_DATABASE_URL: ${problem}. Tickets go out without those records.`;
  });
  const ownersProblem = remember(async () => {
    const problem = owner === undefined ? undefined : await problemOf(client, owner);
    return (
      problem &&
      `OWNER: ${problem}. Nobody is notified when agents cannot be reached. Copy the id from your profile in Slack (⋮, Copy member ID).`
    );
  });
  return {
    describe: {
      // It knows how the last question went: each one costs tokens.
      model: async () => describeModel(),
      records: async () => (await records()) ?? (checkRecords ? 'can be read' : 'none'),
      owner: async () =>
        (await ownersProblem()) ?? (owner === undefined ? 'none' : 'can be notified'),
    },
    async problems() {
      const found = await Promise.all([
        records(),
        checkModel().then(modelProblem, botStops),
        ownersProblem(),
      ]);
      return found.filter((problem) => problem !== undefined);
    },
  };
}

/** A question that the end of the bot breaks off says nothing about the model. */
function botStops(): undefined {}

/** Tickets go out without a model, so that nothing waits for it. */
function modelProblem(found: ModelCheck): string | undefined {
  if (found.code === 'ok') return undefined;
  const { code, values, setting = 'OPENAI_MODEL' } = found;
  const status = values.status === undefined ? '' : `, status ${values.status}`;
  return `${setting}: the model gives no answer (${code}${status}). Tickets are triaged offline until it does.`;
}

/** An odd flag says nothing of the kind. */
const Flag = z.boolean().nullish().catch(null);
const User = z.object({ deleted: Flag, is_bot: Flag });

async function problemOf(client: WebClient, owner: string): Promise<string | undefined> {
  try {
    const { deleted, is_bot } = User.parse((await client.users.info({ user: owner })).user);
    if (deleted) return `${owner} is deactivated`;
    return is_bot ? `${owner} is an app, which reads no messages` : undefined;
  } catch (error) {
    const failure = slackFailure(error);
    // Otherwise it cannot be found out now.
    return failure.kind === 'refused'
      ? `Slack does not show the user ${owner} (${failure.code})`
      : undefined;
  }
}
