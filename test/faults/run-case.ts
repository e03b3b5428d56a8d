import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../playground/workspace/faults/random.ts';
import { answer } from './answer.ts';
import { type CustomerCase, newLine, type SlackFixture, someFiles } from './customer-case.ts';
import { escalateBy } from './escalate-by.ts';

/** Has a customer write, escalate, and write on while agents answer. */
export async function runCase(customerCase: CustomerCase, fixture: SlackFixture): Promise<void> {
  const { entryPoint, random } = customerCase;
  const opensByCommand = entryPoint === 'form' || entryPoint === 'words';
  if (!opensByCommand) {
    await write(customerCase, fixture, { lines: 1 + upTo(2, random), pauseMs: 600 });
  }
  if (entryPoint === undefined) return;
  await escalateBy[entryPoint](customerCase, fixture);
  await Promise.all([
    write(customerCase, fixture, { lines: upTo(2, random), pauseMs: 1_500 }),
    answer(customerCase, fixture),
  ]);
}

async function write(
  customerCase: CustomerCase,
  { slack }: SlackFixture,
  { lines, pauseMs }: { lines: number; pauseMs: number },
): Promise<void> {
  const actor = slack.as(customerCase.customer);
  for (let line = 0; line < lines; line += 1) {
    if (line > 0) await sleep(customerCase.random() * pauseMs);
    const text = newLine(customerCase);
    const files = someFiles(customerCase, customerCase.attached, 'attached');
    const message = customerCase.channel
      ? await actor.say(customerCase.channel, text, { thread: customerCase.root, files })
      : await actor.directMessage(text, { files });
    customerCase.root ??= message;
  }
}

function upTo(most: number, random: Random): number {
  return Math.floor(random() * (most + 1));
}
