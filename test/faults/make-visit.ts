import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../playground/workspace/faults/random.ts';
import { newLine, type Town, type Visit } from './visit.ts';
import { ways } from './ways.ts';

/** Lets a customer write, call for a person, and write on. */
export async function makeVisit(visit: Visit, town: Town): Promise<void> {
  const { door, random } = visit;
  const opensByCommand = door === 'form' || door === 'words';
  if (!opensByCommand) await write(visit, town, { lines: 1 + upTo(2, random), pauseMs: 600 });
  if (door === undefined) return;
  await ways[door](visit, town);
  await write(visit, town, { lines: upTo(2, random), pauseMs: 1_500 });
}

async function write(
  visit: Visit,
  { slack }: Town,
  { lines, pauseMs }: { lines: number; pauseMs: number },
): Promise<void> {
  const actor = slack.as(visit.customer);
  for (let line = 0; line < lines; line += 1) {
    if (line > 0) await sleep(visit.random() * pauseMs);
    const text = newLine(visit);
    const message = visit.channel
      ? await actor.say(visit.channel, text, { thread: visit.root })
      : await actor.directMessage(text);
    visit.root ??= message;
  }
}

function upTo(most: number, random: Random): number {
  return Math.floor(random() * (most + 1));
}
