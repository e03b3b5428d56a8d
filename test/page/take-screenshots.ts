import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { noBrowser, startPlayground } from './open-page.ts';

// `npm run screenshots`: takes the pictures that README shows, of the real page and the real bot.

const missing = noBrowser();
if (missing) throw new Error(missing);
const playground = await startPlayground();
const page = await playground.open({ width: 1280, height: 880 });

await page.getByRole('button', { name: 'Scenarios' }).click();
await page.getByRole('button', { name: /^A TV charged twice/ }).click();
await page.getByRole('complementary', { name: 'Thread' }).getByText('Transcript of').waitFor();
await page.getByRole('button', { name: 'Scenarios' }).waitFor();
await take(page, 'ticket');

await page.getByRole('main').getByRole('button', { name: 'Reply' }).first().click();
const form = page.getByRole('dialog');
await form.getByLabel('Your reply').fill('You are right: one of the two is *refunded* today.');
await form.getByText('John Doe only').waitFor();
await take(page, 'reply');
await form.getByRole('button', { name: 'Cancel' }).click();

await page.getByRole('button', { name: /^Faults/ }).click();
await page.getByRole('button', { name: 'Close the thread' }).click();
await page.getByRole('button', { name: /^Kill the bot/ }).click();
await page.getByRole('button', { name: 'Start the bot' }).waitFor();
await page.getByLabel('I am').selectOption({ label: 'John Doe – A customer' });
await page.getByRole('button', { name: /^help/ }).click();
await page.getByLabel('Message #help').fill('Is anybody there? I need help with my order.');
await page.getByRole('button', { name: 'Send' }).click();
await page.getByText('the bot cannot be reached').first().waitFor();
await page.getByRole('button', { name: 'Start the bot' }).click();
await page.getByRole('button', { name: '1 reply' }).click();
await page.getByRole('button', { name: 'Talk to a person' }).waitFor();
await take(page, 'faults');
await playground.stop();

async function take(shown: Page, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  await shown.mouse.move(0, 0);
  await shown.screenshot({ path });
  process.stdout.write(`${path}\n`);
}
