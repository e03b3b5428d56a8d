import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Company } from './company.ts';
import type { Customer } from './customer.ts';

/** What the emulator shows in the end. */
export type Outcome = {
  tickets: TicketOf[];
  /** Keys of the bot's posts that more than one message has. */
  postedTwice: string[];
  posts: number;
};

/** What became of one customer's request. */
type TicketOf = {
  customer: string;
  statuses: string[];
  /** The cards of the ticket that the status names. */
  cards: number;
  /** How often each line shows to the agents, in the threads of the cards. */
  shown: Record<string, number>;
};

const Message = z.object({
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  thread_ts: z.string().optional(),
  reply_count: z.number().optional(),
  blocks: z.unknown().optional(),
  metadata: z.object({ event_payload: z.object({ key: z.string() }) }).optional(),
});
type Message = z.infer<typeof Message>;

const Page = z.object({
  messages: z.array(Message),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Reads every channel as its people see it. */
export async function readOutcome(
  customers: Customer[],
  { agent, bot, company }: { agent: WebClient; bot: string; company: Company },
): Promise<Outcome> {
  const help = await readAll(agent, company.help);
  const channels = await Promise.all(company.agentsChannels.map((id) => readAll(agent, id)));
  const atAgents = channels.flat();
  const posts = [...help, ...atAgents];
  const tickets: TicketOf[] = [];
  for (const { name, client, channel, thread, lines } of customers) {
    const direct = thread === undefined ? await readAll(client, channel) : [];
    posts.push(...direct);
    const theirs = thread === undefined ? direct : help.filter((at) => at.thread_ts === thread);
    const statuses = theirs.filter(({ user, text }) => user === bot && STATUS.test(text));
    const ticket = STATUS.exec(statuses[0]?.text ?? '')?.[1] ?? 'no ticket';
    const cards = atAgents.filter(({ text }) => text.startsWith(`Ticket ${ticket} · `));
    const threads = atAgents.filter((at) => cards.some(({ ts }) => ts === at.thread_ts));
    const words = threads.map(({ blocks }) => JSON.stringify(blocks)).join('\n');
    tickets.push({
      customer: name,
      statuses: statuses.map(({ text }) => text),
      cards: cards.length,
      shown: Object.fromEntries(lines.map((line) => [line, words.split(line).length - 1])),
    });
  }
  const keys = posts
    .filter(({ user }) => user === bot)
    .map(({ ts, metadata }) => metadata?.event_payload.key ?? `no key: ${ts}`);
  return {
    tickets,
    postedTwice: keys.filter((key, index) => keys.indexOf(key) !== index),
    posts: keys.length,
  };
}

/** Whether everything that must arrive has arrived. */
export function isComplete({ tickets }: Outcome): boolean {
  return tickets.every(
    ({ statuses, cards, shown }) =>
      statuses.some((text) => text.includes(WITH_TEAM)) &&
      cards > 0 &&
      Object.values(shown).every((times) => times > 0),
  );
}

/** What is missing or there twice, one problem a line. */
export function problemsOf({ tickets, postedTwice }: Outcome): string[] {
  return [
    ...postedTwice.map((key) => `posted twice: ${key}`),
    ...tickets.flatMap(({ customer, statuses, cards, shown }) =>
      [
        ...(statuses.length === 1 ? [] : [`${statuses.length} statuses`]),
        ...statuses.filter((text) => !text.includes(WITH_TEAM)),
        ...(cards === 1 ? [] : [`${cards} cards`]),
        ...Object.entries(shown)
          .filter(([, times]) => times !== 1)
          .map(([line, times]) => `shown ${times} times: ${line}`),
      ].map((problem) => `${customer}: ${problem}`),
    ),
  ];
}

const STATUS = /^Your request (?:is )?(H-\d+)\b/;
const WITH_TEAM = 'is with our team';

/** A channel with all of its threads. */
async function readAll(client: WebClient, channel: string): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor: string | undefined;
  do {
    const at = cursor ? { cursor } : {};
    const answer = await client.conversations.history({ channel, limit: 1_000, ...at });
    const page = Page.parse(answer);
    messages.push(...page.messages);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  const roots = messages.filter(({ reply_count }) => reply_count !== undefined);
  for (const { ts } of roots) {
    const page = Page.parse(await client.conversations.replies({ channel, ts }));
    messages.push(...page.messages.filter((message) => message.ts !== ts));
  }
  return messages;
}
