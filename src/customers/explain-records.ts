import type { Records } from './context.ts';

/** Tells an agent, in one plain sentence, whose records the ticket shows or why it shows none. */
export function explainRecords(records: Records): string {
  return sentences[records.status];
}

const sentences: Record<Records['status'], string> = {
  found: 'These are the records of the account with this email.',
  unknown: 'No account has this email.',
  ambiguous: 'This email belongs to more than one account, so none was opened.',
  'not-vouched': 'No personal records were opened, because Slack vouches for no email.',
  'no-directory': 'No customer directory is configured, so there are no records to show.',
  'directory-down': 'The customer directory could not be read, so records are missing.',
};
