import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { desk } from '../desk.ts';
import { addSmallCompany } from '../playground/small-company.ts';
import { startWorkspace } from '../playground/workspace/start-workspace.ts';
import type { Origin } from './signed-events.ts';

/** The Slack that the bot connects to, and the bot's settings for it. */
export type BenchSlack = {
  origin: Origin;
  settings: Record<string, string>;
  stop(): Promise<void>;
};

/** Starts a workspace, and writes a desk file with which the bot greets nobody in #help. */
export async function startBenchSlack(folder: string): Promise<BenchSlack> {
  const slack = await startWorkspace();
  const { help } = addSmallCompany(slack);
  const deskFile = join(folder, 'desk.mjs');
  const quietDesk = { ...desk, intake: [{ channel: '#help', greet: 'never' }] };
  await writeFile(deskFile, `export const desk = ${JSON.stringify(quietDesk)};\n`);
  const { signingSecret, botToken, apiUrl } = slack;
  return {
    origin: { signingSecret, team: slack.team.id, bot: slack.botUserId, channel: help.id },
    settings: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: apiUrl,
      DESK: deskFile,
      PORT: '0',
    },
    stop: slack.stop,
  };
}
