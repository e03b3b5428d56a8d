import { startPage } from '../page/server/start-page.ts';
import { createControls } from './controls/create-controls.ts';
import { modelAddress } from './model-address.ts';
import { pageScenarios } from './page-scenarios.ts';
import { selectablePeople } from './people.ts';
import { scenarios } from './scenarios.ts';
import type { DemoEnvironment } from './start-environment.ts';
import { createWorkspaceView } from './view/workspace-view.ts';

/** Serves the page for the environment, and starts the bot. Resolves with the page's address once the bot is up. */
export async function showInBrowser({
  environment: { slack, company, customers, settings, clock },
  port,
  nodeOptions,
  progress,
  stops,
}: {
  environment: DemoEnvironment;
  /** The page's preferred port; a free one is taken where it is in use. */
  port: number;
  /** Of the bot's process. */
  nodeOptions?: readonly string[];
  progress: (text: string) => void;
  stops: AsyncDisposableStack;
}): Promise<string> {
  const controls = await createControls({
    slack,
    company,
    settings,
    nodeOptions,
    clock,
    model: modelAddress(),
    scenarios: [...scenarios(customers, company), ...pageScenarios(customers, company)],
  });
  stops.defer(controls.stop);
  const { screen, watch, act } = createWorkspaceView(slack, selectablePeople(customers, company));
  const page = await startPage({ host: { screen, watch, act, controls }, port });
  stops.defer(page.stop);
  progress('The bot, as `npm start` runs it, with an embedded database in a temporary folder …');
  await controls.start();
  return page.url;
}
