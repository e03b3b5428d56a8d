import { setTimeout as sleep } from 'node:timers/promises';
import { realSeconds, sign } from '../../playground/workspace/deliveries/signature.ts';
import type { Random } from '../../playground/workspace/faults/random.ts';

/** Delivers events as Slack does, which the emulator does not do by itself. */
export type Deliveries = {
  /** Delivers a message in the background, more than once now and then, or never. */
  send(message: SentMessage): void;
  /** Resolves when no delivery is under way. */
  settled(): Promise<void>;
  counts: { accepted: number; repeated: number; givenUp: number; refused: number };
};

export type SentMessage = {
  channel: string;
  user: string;
  text: string;
  ts: string;
  thread?: string | undefined;
};

/**
 * Creates the sender. Some events are given up as soon as the bot does not take them, as Slack
 * does in the end: only catching up can find those.
 *
 * @see https://docs.slack.dev/apis/events-api/#retries
 */
export function createDeliveries({
  url,
  signingSecret,
  team,
  bot,
  random,
}: {
  url: string;
  signingSecret: string;
  team: string;
  bot: string;
  random: Random;
}): Deliveries {
  const counts = { accepted: 0, repeated: 0, givenUp: 0, refused: 0 };
  const underWay = new Set<Promise<void>>();
  let written = 0;
  return {
    counts,
    send(message) {
      start(deliver('message', message));
      if (message.text.includes(`<@${bot}>`)) start(deliver('app_mention', message));
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };

  function start(delivery: Promise<void>): void {
    underWay.add(delivery);
    void delivery.finally(() => underWay.delete(delivery));
  }

  async function deliver(type: string, message: SentMessage): Promise<void> {
    // Whom the bot does not know cannot be caught up with where Slack does not list direct messages.
    const isGivenUpAtOnce = !message.channel.startsWith('D') && random() < 0.3;
    const isRepeated = random() < 0.2;
    for (let tried = 0; tried < MOST_TRIES; tried += 1) {
      if (await attempt(type, message)) {
        counts.accepted += 1;
        if (isRepeated && (await attempt(type, message))) counts.repeated += 1;
        return;
      }
      if (isGivenUpAtOnce) break;
      await sleep(200 + random() * 800);
    }
    counts.givenUp += 1;
  }

  async function attempt(type: string, message: SentMessage): Promise<boolean> {
    written += 1;
    const body = JSON.stringify(envelope(type, message, `Ev${written}`));
    const timestamp = realSeconds();
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': String(timestamp),
          'x-slack-signature': sign({ secret: signingSecret, timestamp, body }),
        },
        body,
        signal: AbortSignal.timeout(3_000),
      });
      await answer.arrayBuffer();
      if (!answer.ok) counts.refused += 1;
      return answer.ok;
    } catch {
      return false;
    }
  }

  function envelope(type: string, message: SentMessage, id: string): object {
    const { channel, user, text, ts, thread } = message;
    const channel_type = channel.startsWith('D') ? 'im' : 'channel';
    const place = { channel, channel_type, event_ts: ts };
    return {
      type: 'event_callback',
      team_id: team,
      api_app_id: 'A0HANDOFF',
      event: { type, user, text, ts, team, ...(thread && { thread_ts: thread }), ...place },
      event_id: id,
      event_time: Math.floor(Number(ts)),
      authorizations: [{ team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: false,
    };
  }
}

const MOST_TRIES = 200;
