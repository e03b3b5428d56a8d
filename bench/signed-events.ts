import { realSeconds, sign } from '../playground/workspace/deliveries/signature.ts';

/** One delivery, ready to be sent. */
export type SignedEvent = { body: string; headers: Record<string, string> };

/** Creates message events as Slack does, each of another message. */
export type EventWriter = {
  /** Top-level messages, each by another customer, so that each opens a conversation. */
  openings(): SignedEvent[];
  /** Replies of the customers in their conversations, in turn. */
  replies(count: number): SignedEvent[];
};

/** The workspace, bot and channel of the events, and the secret that signs them. */
export type Origin = { signingSecret: string; team: string; bot: string; channel: string };

/** How many conversations are open while replies are sent. */
export const CONVERSATIONS = 1_000;

/** The customers' user ids begin with this, and end with a number below `CONVERSATIONS`. */
export const CUSTOMER = 'UBENCH';

/**
 * Creates the writer of events. They are signed when they are written: use them within five minutes.
 *
 * @see https://docs.slack.dev/reference/events/message
 */
export function createEventWriter(origin: Origin): EventWriter {
  const startedAt = realSeconds();
  let written = 0;
  const write = (conversation: number, root?: string) => {
    const ts = toTs(startedAt, written);
    written += 1;
    return signed(origin, envelope(origin, { ts, root, user: `${CUSTOMER}${conversation}` }));
  };
  return {
    openings: () => Array.from({ length: CONVERSATIONS }, (_, index) => write(index)),
    replies: (count) =>
      Array.from({ length: count }, (_, index) => {
        const conversation = index % CONVERSATIONS;
        return write(conversation, toTs(startedAt, conversation));
      }),
  };
}

const MICROSECONDS = 1_000_000;

function toTs(startedAt: number, written: number): string {
  const second = startedAt + Math.floor(written / MICROSECONDS);
  return `${second}.${String(written % MICROSECONDS).padStart(6, '0')}`;
}

function envelope(
  { team, bot, channel }: Origin,
  { ts, root, user }: { ts: string; root: string | undefined; user: string },
): object {
  const text = 'It happened again this morning: the television shows twice on my statement.';
  const place = { channel, channel_type: 'channel', event_ts: ts };
  return {
    type: 'event_callback',
    token: 'unused',
    team_id: team,
    context_team_id: team,
    event: { type: 'message', user, text, ts, ...(root && { thread_ts: root }), team, ...place },
    event_id: `Ev${ts}`,
    event_time: Math.floor(Number(ts)),
    api_app_id: 'A0BENCH',
    authorizations: [{ team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  };
}

function signed({ signingSecret }: Origin, payload: object): SignedEvent {
  const body = JSON.stringify(payload);
  const timestamp = realSeconds();
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': sign({ secret: signingSecret, timestamp, body }),
    },
  };
}
