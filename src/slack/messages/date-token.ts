/**
 * A time as mrkdwn: Slack shows it in each reader's own zone.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function dateToken(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `<!date^${seconds}^{date_short_pretty}, {time}|${at.toISOString()}>`;
}
