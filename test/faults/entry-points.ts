/** Every way to escalate. `words` is `/escalate` followed by the request. */
export const entryPoints = [
  'command',
  'form',
  'words',
  'button',
  'shortcut',
  'mention',
  'text',
] as const;
export type EntryPoint = (typeof entryPoints)[number];
