export const DATE_FORMAT = '{date_short_pretty}, {time}';

/**
 * A time as mrkdwn: Slack shows it in each reader's own zone. What cannot, such as a notification,
 * shows `26 Nov 2026, 18:15 UTC`.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function dateToken(at: Date, inWords = inUtc(at)): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `<!date^${seconds}^${DATE_FORMAT}|${inWords}>`;
}

/** For those who see no reader's own time: `26 Nov 2026, 18:15 UTC`. */
export function inUtc(at: Date): string {
  const [, day, month, year, time = ''] = at.toUTCString().split(' ');
  return `${Number(day)} ${month} ${year}, ${time.slice(0, 5)} UTC`;
}
