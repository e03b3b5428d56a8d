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
  merge: {
    label: 'Merge…',
    explanation:
      'It goes on in another ticket of the same customer, whose agents answer both. That can be undone for a day.',
    title: 'Merge',
    submit: 'Merge',
  },
  split: {
    label: 'Split…',
    explanation:
      'Some of what the customer wrote becomes a ticket of its own, which goes to whom it is for.',
    title: 'Split',
    submit: 'Split',
  },
} as const;
