/** What is under *More…*: the name of each, by which its button and its form are found again. */
export type ActName = keyof typeof actWords;

/**
 * What each is called, what it does, and what ends its form.
 *
 * Slack's limits: 24 characters of a title and of a form's button.
 */
export const actWords = {
  assign: {
    label: 'Assign to…',
    explanation: 'Give it to an agent of this channel, who is mentioned in the thread.',
    title: 'Assign',
    submit: 'Assign',
  },
  'hand-back': {
    label: 'Hand back',
    explanation: 'Nobody has it then: it is new again.',
    title: 'Hand back',
    submit: 'Hand back',
  },
} as const;
