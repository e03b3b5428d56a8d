import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { inSlack } from './in-slack.ts';
import {
  inaccessible,
  noBrowser,
  type Playground,
  shotsFolder,
  startPlayground,
} from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

for (const width of [360, 768, 1280]) {
  test(`at ${width} pixels nothing is cut off or out of reach, in light and in dark`, {
    skip,
  }, async (t) => {
    const folder = await shotsFolder();
    t.diagnostic(`Pictures of the page: ${folder}`);
    const { slack: workspace, customers, company } = playground.environment;
    const { amy } = company.agents;
    const page = await playground.open({ width, height: width === 360 ? 740 : 800 });
    const { main, thread, form, faults } = inSlack(page);
    const checkLayout = async (name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(folder, `${width}-${name}-${colorScheme}.png`) });
        const at = `${name} in ${colorScheme}`;
        assert.deepEqual(await inaccessible(page), [], at);
        assert.deepEqual(await cutOff(page), [], at);
      }
    };
    const goTo = (...parts: string[]) => page.goto(`${playground.url}/#${parts.join('/')}`);

    await goTo(customers.gil.id, company.help.id);
    await main.getByRole('heading', { name: '#help' }).waitFor();
    await checkLayout('empty channel');

    const card = await ticket();
    await goTo(amy.id, company.billing.id, card.ts);
    await thread.getByText('Transcript of H-').waitFor();
    await checkLayout('thread with card');
    await page.getByRole('button', { name: 'Close the thread' }).click();
    await main.getByRole('button', { name: 'Resolve' }).first().waitFor();
    await checkLayout('channel with card');

    workspace.directMessages(customers.nora);
    const direct = workspace
      .as(customers.nora)
      .channels()
      .find(({ kind }) => kind === 'im');
    await goTo(customers.nora.id, direct?.id ?? '');
    await main.getByLabel('Message Handoff').fill('/escalate');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('Please complete this required field.').waitFor();
    await checkLayout('form');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });

    await goTo(customers.john.id, 'home');
    await main.getByText('H-1 · Billing').waitFor();
    await checkLayout('home');
    await goTo(amy.id, 'home');
    await main.getByText('Waiting longest').waitFor();
    await checkLayout('agents home');

    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('list', { name: 'Scenarios to watch' }).waitFor();
    await checkLayout('scenarios');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Faults' }).click();
    await faults.getByText('The bot is up').waitFor();
    await checkLayout('faults');
  });
}

test('the time in the margin does not touch the words, and reactions need no font with emoji', {
  skip,
}, async () => {
  const { slack: workspace, customers, company } = playground.environment;
  const nora = workspace.as(customers.nora);
  const first = await nora.say(company.help, 'Where is my parcel?');
  await nora.say(company.help, 'It should have come at 12:58');
  for (const name of ['eyes', 'white_check_mark', 'tada']) await nora.react(first, name);
  const page = await playground.open({ as: 'Nora New' });
  const { main, message } = inSlack(page);

  const second = message(main, 'It should have come');
  await second.hover();
  const time = await second.locator('.message-side-time').evaluate((shown) => {
    const range = shown.ownerDocument.createRange();
    range.selectNodeContents(shown);
    const words = shown.closest('article')?.querySelector('.message-content');
    const gap = (words?.getBoundingClientRect().left ?? 0) - range.getBoundingClientRect().right;
    return { gap, text: shown.textContent };
  });
  assert.ok(time.gap > 4, `${time.text} is ${time.gap} pixels from the words`);
  assert.match(time.text ?? '', /^\d{1,2}:\d\d$/);
  assert.equal(await second.getByRole('toolbar').locator('button svg').count(), 3);

  const reactions = message(main, 'Where is my parcel?').getByRole('list', { name: 'Reactions' });
  assert.equal(await reactions.locator('svg').count(), 2);
  await reactions.getByRole('button', { name: /tada/ }).waitFor();
});

test('on a phone the channels open over the page, and close at Escape or at a choice', {
  skip,
}, async () => {
  const page = await playground.open({ as: 'Ben Agent', width: 360, height: 740 });
  const { sidebar, channel, main } = inSlack(page);
  const button = page.getByRole('button', { name: 'Channels' });

  await button.click();
  await channel('help').waitFor();
  assert.deepEqual(await inaccessible(page), []);
  await page.keyboard.press('Escape');
  await sidebar.waitFor({ state: 'hidden' });
  assert.ok(await button.evaluate((opener) => opener === opener.ownerDocument.activeElement));

  await button.click();
  await channel('agents-sales').click();
  await sidebar.waitFor({ state: 'hidden' });
  await main.getByLabel('Message #agents-sales').waitFor();
});

/** The first ticket of the playground, created where there is none. */
async function ticket() {
  const { slack, customers, company } = playground.environment;
  const find = () => slack.messages(company.billing)[0];
  const john = slack.as(customers.john);
  if (!find()) {
    const posted = await john.say(company.help, 'You charged me twice for a TV. What now?');
    const answer = await slack.waitFor(() => slack.thread(company.help, posted)[1]);
    await john.press(answer, 'Talk to a person');
  }
  return slack.waitFor(find);
}

/** The controls outside of the window, to its left or right. */
async function cutOff(page: Page): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 0;
  const controls = page.locator('button, textarea, select, input, a');
  const outside = await controls.evaluateAll((all, right) => {
    const shown = all.filter((control) => control.checkVisibility({ visibilityProperty: true }));
    const isOutside = (at: { left: number; right: number }) => at.left < -1 || at.right > right + 1;
    return shown
      .filter((control) => isOutside(control.getBoundingClientRect()))
      .map(({ outerHTML }) => outerHTML);
  }, width);
  const wide = await page.locator('html').evaluate((html) => html.scrollWidth);
  return wide > width ? [...outside, `the page is ${wide} pixels wide`] : outside;
}
