import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import type { Modal } from './modal.ts';
import type { Person } from './person.ts';
import type { Session } from './sessions.ts';

/** Everything that can change in the workspace. */
export type Change =
  | { type: 'person added' | 'person changed'; person: Person }
  | { type: 'channel added' | 'channel changed'; channel: Channel }
  | { type: 'channel joined' | 'channel left'; channel: Channel; person: Person }
  | { type: 'channel archived' | 'channel unarchived'; channel: Channel; person: Person }
  | {
      type: 'channel renamed' | 'channel shared' | 'channel converted';
      channel: Channel;
      person: Person;
    }
  | { type: 'channel deleted' | 'bot removed'; channel: Channel; person: Person }
  | { type: 'channel id changed'; channel: Channel; from: string; person: Person }
  | { type: 'message posted'; message: Message }
  | { type: 'message changed'; message: Message; previous: Message }
  | { type: 'message deleted'; message: Message; ts: string }
  | { type: 'reaction added'; message: Message; name: string; user: string }
  | { type: 'modal opened' | 'modal changed' | 'modal closed'; modal: Modal }
  | { type: 'home published'; user: string }
  | { type: 'channel read'; channel: string; user: string }
  | { type: 'status set'; channel: string; threadTs: string; status: string }
  | { type: 'session changed'; session: Session }
  | { type: 'called'; call: Call }
  | { type: 'attempted'; attempt: Attempt };

/** One call of the Web API, and its answer. */
export type Call = {
  method: string;
  args: Record<string, unknown>;
  /** `undefined` when the caller got no answer. */
  answer: Record<string, unknown> | undefined;
  status: number | 'no answer';
  at: number;
  durationMs: number;
};

/** One attempt to deliver something to the bot. */
export type Attempt = {
  kind: 'event' | 'command' | 'interaction';
  /** The user id of the person who caused it. */
  by: string;
  /** The event's or interaction's type, or the command's name. */
  type: string;
  /** Only of events. */
  eventId: string | undefined;
  payload: Record<string, unknown>;
  /** 0 at first, then the number of the redelivery. */
  retry: number;
  /** The HTTP status, `acknowledged` over a socket, or why there was none. */
  status: number | 'acknowledged' | 'timeout' | 'not connected' | 'dropped';
  accepted: boolean;
  at: number;
  durationMs: number;
};
