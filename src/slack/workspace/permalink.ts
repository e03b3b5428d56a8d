/**
 * The address of a message, in the form that Slack's own permalinks have.
 *
 * @see https://docs.slack.dev/reference/methods/chat.getPermalink
 */
export function permalink({
  workspaceUrl,
  channel,
  ts,
}: {
  workspaceUrl: string;
  channel: string;
  ts: string;
}): string {
  return new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspaceUrl).href;
}
