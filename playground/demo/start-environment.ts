import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startShop } from '../shop/start-shop.ts';
import { addSmallCompany, type SmallCompany } from '../small-company.ts';
import { startWorkspace } from '../workspace/start-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createDemoClock, type DemoClock } from './clock/demo-clock.ts';
import { addCustomers, type Customers } from './people.ts';

/** What the demo runs in: a workspace with its people, a shop's records, and the bot's settings for both. */
export type DemoEnvironment = {
  slack: Workspace;
  company: SmallCompany;
  customers: Customers;
  /** The bot's settings, on top of `.env`. */
  settings: Record<string, string>;
  clock: DemoClock;
};

/** Starts the environment; `stops` ends it. */
export async function startEnvironment({
  progress,
  stops,
}: {
  progress: (text: string) => void;
  stops: AsyncDisposableStack;
}): Promise<DemoEnvironment> {
  progress('A Slack workspace on this machine …');
  const clock = createDemoClock();
  const slack = await startWorkspace({ now: clock.now });
  stops.defer(slack.stop);
  const customers = addCustomers(slack);
  const company = addSmallCompany(slack, Object.values(customers));
  slack.addChannel({ name: 'leads', private: true, members: [company.agents.amy] });
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
    DESK: 'playground/demo/desk.ts',
    PORT: '0',
    HOST: '127.0.0.1',
    ADMIN_PORT: '0',
    LOG_LEVEL: 'info',
  };
  return { slack, company, customers, settings, clock };
}
