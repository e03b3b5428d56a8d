import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type DemoSet, setTheStage } from '../../playground/demo/set-the-stage.ts';
import { showInBrowser } from '../../playground/demo/show-in-browser.ts';

/** The demo, with a browser before it. */
export type Playground = {
  url: string;
  /** What the page shows, where a test must do what no visitor can. */
  set: DemoSet;
  /** Opens a tab of its own, as a new visitor. */
  open: (options?: Looks) => Promise<Page>;
  stop: () => Promise<void>;
};

export type Looks = {
  /** Who looks, by real name; the demo's first customer if nobody is named. */
  as?: string;
  /** Where the page is, if not at the playground's own address. */
  url?: string;
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
};

// biome-ignore lint/style/noProcessEnv: where the browser is, and where its pictures go, is the machine's own business.
const { CHROMIUM_PATH, CHROMIUM_REQUIRED, PAGE_SHOTS } = process.env;
const chromiumPath = [CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Why there is nothing to test with, or false; where a browser is required that is an error. */
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
  const set = await setTheStage({ progress, stops });
  const url = await showInBrowser({ set, port: 0, progress, stops });
  const browser = await launch();
  stops.defer(() => browser.close());
  const kept = stops.move();
  return {
    url,
    set,
    async open({ as, url: at = url, width = 1280, height = 800, colorScheme = 'light' } = {}) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      page.setDefaultTimeout(patienceMs);
      const person = set.slack.people().find(({ realName }) => realName === as);
      await page.goto(person ? `${at}/#${person.id}` : at);
      await page.getByRole('main').waitFor();
      return page;
    },
    stop: () => kept.disposeAsync(),
  };
}

/** Enough for a slow machine that is busy with other things. */
const patienceMs = 40_000;

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    // Chromium refuses its sandbox to root, as which machines for tests often run.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/** The folder for pictures of the page, outside of the repository. */
export async function shotsFolder(): Promise<string> {
  const folder = PAGE_SHOTS ?? join(tmpdir(), 'handoff-page');
  await mkdir(folder, { recursive: true });
  return folder;
}

/** What axe-core finds wrong with the page as it is now, in a line each. */
export async function inaccessible(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations: unknown = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return Array.isArray(violations) ? violations.map((found) => JSON.stringify(found)) : [];
}
