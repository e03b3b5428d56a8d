/** Why Slack refused a message for good, by its code, as a clause for agents. */
export function refusalText(code: string): string {
  return refusals.get(code) ?? `Slack refused it (${code})`;
}

const refusals = new Map([
  ['channel_not_found', 'the channel is gone, or the bot was removed from it'],
  ['not_in_channel', 'the bot is not in the channel'],
  ['is_archived', 'the channel is archived'],
  ['missing_scope', 'the app was not given the scopes for files'],
  ['forbidden-kind', 'it is a program, a script, a web page or a document with macros'],
  ['too-big', 'it is too large'],
  ['too-much-today', 'it would be more than may be carried for this customer today'],
  ['empty', 'it is empty'],
  ['external', 'it is kept outside of Slack'],
  ['gone', 'it can no longer be read in Slack'],
  ['no-access', 'Slack does not let the bot read it'],
  ['odd-address', 'its address leads outside of Slack'],
  ['incomplete', 'it came incomplete'],
  ['unreachable', 'Slack did not give it for an hour'],
  ['restricted_action', 'posting in the channel is restricted'],
]);
