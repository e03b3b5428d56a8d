/** Every way to call for a person. `words` is `/escalate` with the request behind it. */
export const doors = ['command', 'form', 'words', 'button', 'shortcut', 'mention', 'text'] as const;
export type Door = (typeof doors)[number];
