import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { showInBrowser } from '../../playground/demo/show-in-browser.ts';
import { type DemoEnvironment, startEnvironment } from '../../playground/demo/start-environment.ts';
import { nodeOptions } from '../support/handoff-process.ts';

/** The demo, and a browser to open it in. */
export type Playground = {
  url: string;
  /** The demo's environment, for what a test does that no visitor can. */
  environment: DemoEnvironment;
  /** Opens a new tab, as a new visitor. */
  open: (options?: PageOptions) => Promise<Page>;
  stop: () => Promise<void>;
};

export type PageOptions = {
  /** The visitor's person, by real name; by default the demo's first customer. */
  as?: string;
  /** The page's address; by default the playground's own. */
  url?: string;
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
};

// biome-ignore lint/style/noProcessEnv: the browser's path, and the folder for its pictures, depend on the machine.
const { CHROMIUM_PATH, CHROMIUM_REQUIRED, PAGE_SHOTS } = process.env;
const chromiumPath = [CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);

/** The reason to skip the test, or false. @throws where a browser is required. */
export function noBrowser(): string | false {
  if (chromiumPath) return false;
  const why = 'NO BROWSER: install chromium, or set CHROMIUM_PATH. The page was not tested!';
  if (CHROMIUM_REQUIRED) throw new Error(why);
  return why;
}

/** Starts the demo as `npm run demo` does, on a free port, and a browser without a window. */
export async function startPlayground(): Promise<Playground> {
  await using stops = new AsyncDisposableStack();
  const progress = () => {};
  const environment = await startEnvironment({ progress, stops });
  const url = await showInBrowser({ environment, port: 0, nodeOptions, progress, stops });
  const browser = await launch();
  stops.defer(() => browser.close());
  const kept = stops.move();
  return {
    url,
    environment,
    async open({ as, url: at = url, width = 1280, height = 800, colorScheme = 'light' } = {}) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      page.setDefaultTimeout(patienceMs);
      const person = environment.slack.people().find(({ realName }) => realName === as);
      await page.goto(person ? `${at}/#${person.id}` : at);
      await page.getByRole('main').waitFor();
      return page;
    },
    stop: () => kept.disposeAsync(),
  };
}

/** Long enough for a slow and busy machine. */
const patienceMs = 40_000;

/** A browser without a window. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    // Chromium refuses to use its sandbox as root, and test machines often run as root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/** The folder for pictures of the page, outside of the repository. */
export async function shotsFolder(): Promise<string> {
  const folder = PAGE_SHOTS ?? join(tmpdir(), 'handoff-page');
  await mkdir(folder, { recursive: true });
  return folder;
}

/** The violations that axe-core finds on the page as it is now, one a line. */
export async function inaccessible(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations: unknown = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return Array.isArray(violations) ? violations.map((found) => JSON.stringify(found)) : [];
}
