import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startShop } from '../shop/start-shop.ts';
import { addSmallCompany, type SmallCompany } from '../small-company.ts';
import { startWorkspace } from '../workspace/start-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { addCast, type Cast } from './cast.ts';

/** Where the demo plays: a workspace with its people, a shop's records, and what the bot must know of both. */
export type DemoSet = {
  slack: Workspace;
  company: SmallCompany;
  cast: Cast;
  /** The bot's settings, on top of `.env`. */
  settings: Record<string, string>;
};

/** Builds the set; `stops` takes it down again. */
export async function setTheStage({
  progress,
  stops,
}: {
  progress: (words: string) => void;
  stops: AsyncDisposableStack;
}): Promise<DemoSet> {
  progress('A Slack workspace on this machine …');
  const slack = await startWorkspace();
  stops.defer(slack.stop);
  const cast = addCast(slack);
  const company = addSmallCompany(slack, Object.values(cast));
  progress("A small shop's records …");
  const shop = await startShop();
  stops.defer(shop.stop);
  const folder = await mkdtemp(join(tmpdir(), 'handoff-demo-'));
  stops.defer(() => rm(folder, { recursive: true, force: true }));
  const settings = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    CUSTOMERS_DATABASE_URL: shop.connectionString,
    DATA_DIR: folder,
    DATABASE_URL: '',
    DESK: 'desk.ts',
    PORT: '0',
    LOG_LEVEL: 'info',
  };
  return { slack, company, cast, settings };
}
