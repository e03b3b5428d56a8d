/** What is under *More…*: the name of each, by which its button and its form are found again. */
export type ActName = keyof typeof actWords;

/**
 * What each is called, what it does, and what ends its form.
 *
 * Slack's limits: 24 characters of a title and of a form's button.
 */
export const actWords = {
  move: {
    label: 'Move to…',
    explanation: 'Its transcript and what was answered go along.',
    title: 'Move',
    submit: 'Move',
  },
  assign: {
    label: 'Assign to…',
    explanation: 'Give it to an agent of this channel, who is mentioned in the thread.',
    title: 'Assign',
    submit: 'Assign',
  },
  resolve: {
    label: 'Resolve',
    explanation: 'The customer is told a moment later; until then it can be undone.',
    title: 'Resolve',
    submit: 'Resolve',
  },
  snooze: {
    label: 'Snooze…',
    explanation:
      'No line says until then that an answer is due. It ends early when the customer writes, or when somebody answers, moves or resolves it.',
    title: 'Snooze',
    submit: 'Snooze',
  },
  'hand-back': {
    label: 'Hand back',
    explanation: 'Nobody has it then: it is new again.',
    title: 'Hand back',
    submit: 'Hand back',
  },
  'not-a-request': {
    label: 'Not a request',
    explanation:
      'It is closed, and the customer is told nothing. Undo takes that back for a day. What they write later is read as always.',
    title: 'Close',
    submit: 'Close it',
  },
  reopen: {
    label: 'Reopen',
    explanation: 'It is open again, for the same agents in the same thread.',
    title: 'Reopen',
    submit: 'Reopen',
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
