/**
 * Where the connected Slack keeps its files: the one place that the bot's token goes to besides the
 * Web API. Slack has a host of its own for them; any other API, as a workspace on one's own machine,
 * has them beside it.
 */
export function filesOrigin(apiUrl: string): string {
  const { protocol, host, origin } = new URL(apiUrl);
  const files = hosts.get(host.replace(/^www\./, ''));
  return files === undefined || protocol !== 'https:' ? origin : `https://${files}`;
}

const hosts = new Map([
  ['slack.com', 'files.slack.com'],
  ['slack-gov.com', 'files.slack-gov.com'],
]);

/** Whether an address leads there; one that hides another host behind a user's name does not. */
export function leadsTo(origin: string, address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.origin === origin && url.username === '' && url.password === '';
}
