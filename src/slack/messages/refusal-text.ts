/** Why Slack refused a message for good, by its code, as a clause for agents. */
export function refusalText(code: string): string {
  return refusals.get(code) ?? `Slack refused it (${code})`;
}

const refusals = new Map([
  ['channel_not_found', 'the channel is gone, or the bot was removed from it'],
  ['not_in_channel', 'the bot is not in the channel'],
  ['is_archived', 'the channel is archived'],
  ['restricted_action', 'posting in the channel is restricted'],
]);
