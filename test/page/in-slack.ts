import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** The parts of the playground's Slack, found by their roles and accessible names. */
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
    personSelect: page.getByLabel('I am'),
    /** A channel's button in the sidebar, with or without unread messages. */
    channel: (name: string) =>
      sidebar.getByRole('button', { name: new RegExp(`^(private )?${name}( \\d+ unread)?$`) }),
    /** The message in `place` with this text. */
    message: (place: Locator, text: string) => place.getByRole('article').filter({ hasText: text }),
    /** Writes into a channel, or a thread, by mouse. */
    async say(place: Locator, text: string) {
      await place.getByRole('textbox').fill(text);
      await place.getByRole('button', { name: 'Send' }).click();
    },
  };
}

/** Asserts which person is selected. */
export async function assertPerson(
  { personSelect }: { personSelect: Locator },
  name: string,
): Promise<void> {
  const chosen = await personSelect.locator('option:checked').textContent();
  assert.equal(chosen?.split(' – ', 1)[0], name);
}
