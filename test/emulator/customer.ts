import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Random } from '../../playground/workspace/faults/random.ts';
import { openDirectMessages, userIdOf } from './company.ts';
import type { Deliveries } from './deliveries.ts';

/** A customer, who writes in a thread of #help or in direct messages, and asks for a person once. */
export type Customer = {
  name: string;
  client: WebClient;
  channel: string;
  /** The root of their thread; undefined in direct messages. */
  thread: string | undefined;
  /** What they wrote besides asking for a person; no two lines of a run are the same. */
  lines: string[];
};

const Posted = z.object({ ts: z.string() });

/** Has somebody write two lines, ask for a person, and add one more. */
export async function playCustomer(
  { name, client, help }: { name: string; client: WebClient; help: string | undefined },
  { bot, deliveries, random }: { bot: string; deliveries: Deliveries; random: Random },
): Promise<Customer> {
  const user = await userIdOf(client);
  const channel = help ?? (await openDirectMessages(client, bot));
  if (help !== undefined) await client.conversations.join({ channel: help });
  const customer: Customer = { name, client, channel, thread: undefined, lines: [] };

  async function write(text: string): Promise<void> {
    const { thread } = customer;
    const answer = await client.chat.postMessage({
      channel,
      text,
      ...(thread !== undefined && { thread_ts: thread }),
    });
    const { ts } = Posted.parse(answer);
    deliveries.send({ channel, user, text, ts, thread });
    if (help !== undefined) customer.thread ??= ts;
  }

  async function writeLine(): Promise<void> {
    const topic = topics[Math.floor(random() * topics.length)];
    const line = `Line ${customer.lines.length + 1} of ${name}: ${topic}`;
    customer.lines.push(line);
    await write(line);
  }

  await writeLine();
  await sleep(random() * 1_500);
  await writeLine();
  await sleep(random() * 1_500);
  await write(random() < 0.5 ? '!escalate' : `<@${bot}> escalate`);
  await sleep(random() * 4_000);
  await writeLine();
  return customer;
}

const topics = [
  'I was charged twice for a TV.',
  'Are there any discounts on a monitor?',
  'I forgot my password.',
  'The sky is blue today.',
];
