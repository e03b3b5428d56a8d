/**
 * The scopes of `manifest.yml`, each with what the bot cannot do without it. An app that was
 * installed from an older manifest lacks the newer ones until it is installed again.
 */
export const wantedScopes: ReadonlyMap<string, string> = new Map([
  ['app_mentions:read', 'mentions of the bot are not received'],
  ['assistant:write', 'the direct messages show no status'],
  ['channels:history', 'messages in public channels are not received'],
  ['channels:read', 'public channels are not found'],
  ['chat:write', 'nothing is posted'],
  ['chat:write.customize', 'agents answer under the bot’s name, with theirs before the text'],
  ['commands', 'there is no /escalate and no shortcut'],
  ['files:read', 'files are not carried: they stay where they are, and are linked'],
  ['files:write', 'files are not carried: they stay where they are, and are linked'],
  ['groups:history', 'messages in private channels are not received'],
  ['groups:read', 'private channels are not found'],
  ['im:history', 'direct messages are not received'],
  ['im:read', 'direct messages are not found'],
  ['im:write', 'nobody gets a direct message'],
  ['reactions:read', 'a :ticket: reaction makes no ticket'],
  ['reactions:write', 'a received message gets no check mark'],
  ['team:read', 'other companies in a shared channel are not named'],
  ['users:read', 'nobody is known'],
  ['users:read.email', 'no email is confirmed, and no records are shown'],
]);

/** Whether the bot can attach files of its own. */
export function attachesFiles(granted: readonly string[]): boolean {
  return granted.includes('files:write');
}

/** Whether files can be carried between customers and agents. */
export function carriesFiles(granted: readonly string[]): boolean {
  return granted.includes('files:read') && granted.includes('files:write');
}

/** What a missing scope costs, in a line each; empty when all are granted. */
export function missingScopes(granted: readonly string[]): string[] {
  return [...wantedScopes].flatMap(([scope, cost]) =>
    granted.includes(scope) ? [] : [`${scope} is not granted: ${cost}`],
  );
}
