import type { Channel } from '../team/channel.ts';

/** An error, a loss or a delay that Slack shall have, and when. */
export type Fault = CallFault | DeliveryFault;

/** How often it applies: `times` (default: always), with `probability` (default: 1, by the workspace's seed). */
type Often = { times?: number; probability?: number };

/**
 * The calls of the Web API that it applies to: by default, all. The download of a file is `files-pri`,
 * and sending one `upload`.
 */
export type CallMatcher = Often & {
  method?: string | readonly string[];
  channel?: Channel | string;
};

type Body = Record<string, unknown>;

export type CallFault = CallMatcher &
  (
    | { fault: 'rate-limited'; retryAfterSeconds: number }
    | { fault: 'http-error'; status: number }
    | { fault: 'slack-error'; error: string }
    /** Answers late, or without `forMs` never; the call itself takes effect after the wait. */
    | { fault: 'hang'; forMs?: number }
    /** The call takes effect, then the connection breaks before the answer. */
    | { fault: 'answer-lost' }
    /** The connection breaks before the call takes effect. */
    | { fault: 'connection-lost' }
    /** Answers as Slack answers a download with a wrong token. */
    | { fault: 'sign-in-page' }
    /** Sends the caller elsewhere; the call takes no effect. */
    | { fault: 'redirected'; to: string }
    /** The header `content-length` is wrong by so many bytes; then the connection ends. */
    | { fault: 'length-changed'; by: number }
    /** The call takes effect, and the caller gets the changed body, with the same status. */
    | { fault: 'answer-changed'; change: (body: Body) => Body | string }
  );

/** The deliveries that it applies to, by the event's type, command or interaction type: by default, all. */
export type DeliveryMatcher = Often & {
  type?: string | readonly string[];
  channel?: Channel | string;
};

export type DeliveryFault = DeliveryMatcher &
  /** The same event again under `copies` other event ids, without retry headers. */
  (
    | { fault: 'duplicated'; copies: number }
    | { fault: 'delayed'; byMs: number }
    /** Holds `together` events back, then sends them shuffled by the seed. */
    | { fault: 'reordered'; together: number }
    /** The first attempt never arrives; Slack's redelivery does. */
    | { fault: 'dropped' }
  );
