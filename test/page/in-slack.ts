import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** What a visitor finds in the playground's Slack, by the roles and names that they see. */
export function inSlack(page: Page) {
  const main = page.getByRole('main');
  const thread = page.getByRole('complementary', { name: 'Thread' });
  const sidebar = page.getByRole('navigation', { name: 'Channels' });
  return {
    main,
    thread,
    sidebar,
    faults: page.getByRole('complementary', { name: 'Faults' }),
    form: page.getByRole('dialog'),
    seat: page.getByLabel('I am'),
    /** A channel's place in the sidebar, whatever is unread in it. */
    channel: (name: string) =>
      sidebar.getByRole('button', { name: new RegExp(`^(private )?${name}( \\d+ unread)?$`) }),
    /** The message in `place` that says this. */
    message: (place: Locator, words: string) =>
      place.getByRole('article').filter({ hasText: words }),
    /** Writes into a channel, or a thread, by mouse. */
    async say(place: Locator, words: string) {
      await place.getByRole('textbox').fill(words);
      await place.getByRole('button', { name: 'Send' }).click();
    },
  };
}

/** Whom a visitor is, as the page says. */
export async function assertSeat({ seat }: { seat: Locator }, name: string): Promise<void> {
  const chosen = await seat.locator('option:checked').textContent();
  assert.equal(chosen?.split(' – ', 1)[0], name);
}
