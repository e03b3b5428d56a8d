import { createHmac } from 'node:crypto';

/** Slack's proof that it was Slack. @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function sign(options: { secret: string; timestamp: number; body: string }): string {
  const { secret, timestamp, body } = options;
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return `v0=${digest}`;
}

/** The bot checks a signature's age by its machine's clock, not by the workspace's. */
export function realSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
