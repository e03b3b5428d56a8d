import { z } from 'zod';
import type { Attempt, Call } from '../../workspace/team/change.ts';
import type { Message } from '../../workspace/team/message.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** The ticket that a post of the bot is about, as far as Slack's own readers can tell. */
export function ticketOfCall({ args }: Call, slack: Workspace): string | undefined {
  const { channel, text, thread_ts: thread } = PostArguments.parse(args);
  if (channel === undefined) return undefined;
  const inThread = thread === undefined ? undefined : ticketOfThread({ channel, thread }, slack);
  return nameIn(text) ?? inThread;
}

/** The ticket that a message, or a click on one, is about: the one that the bot last named there. */
export function ticketOfDelivery({ payload }: Attempt, slack: Workspace): string | undefined {
  const at = placeOf(payload);
  if (!at) return undefined;
  const inThread = ticketOfThread(at, slack);
  return inThread ?? (isDirect(at.channel, slack) ? openTicketOf(at.channel, slack) : undefined);
}

type Place = { channel: string; thread: string };

const PostArguments = z.object({
  channel: z.string().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  thread_ts: z.string().optional().catch(undefined),
});

const Target = z.object({ ts: z.string(), thread_ts: z.string().optional() });
/** An edit's or a deletion's event has a `ts` of its own, and the message inside. */
const Event = Target.extend({
  channel: z.string(),
  message: Target.optional(),
  previous_message: Target.optional(),
});
const Payload = z.union([
  z.object({ event: Event }).transform(({ event }) => ({
    channel: event.channel,
    target: event.message ?? event.previous_message ?? event,
  })),
  z
    .object({ channel: z.object({ id: z.string() }), message: Target })
    .transform(({ channel, message }) => ({ channel: channel.id, target: message })),
]);

function placeOf(payload: Attempt['payload']): Place | undefined {
  const { data } = Payload.safeParse(payload);
  return data && { channel: data.channel, thread: data.target.thread_ts ?? data.target.ts };
}

function ticketOfThread({ channel, thread }: Place, slack: Workspace): string | undefined {
  const known = slack.channels().find(({ id }) => id === channel);
  return known && lastNamed(slack.thread(known, thread))?.name;
}

/** In direct messages whatever is written belongs to the ticket that is open. */
function openTicketOf(channel: string, slack: Workspace): string | undefined {
  const owner = slack
    .people()
    .find(
      (person) =>
        slack.channel(channel).members.includes(person.id) && person.id !== slack.botUserId,
    );
  const last = owner && lastNamed(slack.directMessages(owner));
  return last?.shown.includes('is resolved') ? undefined : last?.name;
}

function isDirect(channel: string, slack: Workspace): boolean {
  return slack.channels().some(({ id, kind }) => id === channel && kind === 'im');
}

/** Only the bot's own messages count: anybody can write a ticket's name. */
function lastNamed(messages: readonly Message[]): { name: string; shown: string } | undefined {
  return messages
    .filter(({ bot }) => bot !== undefined)
    .flatMap(({ text, shown }) => {
      const name = nameIn(text);
      return name === undefined ? [] : [{ name, shown }];
    })
    .at(-1);
}

function nameIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /\bH-\d+\b/.exec(text)?.[0];
}
