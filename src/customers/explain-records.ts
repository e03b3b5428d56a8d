import type { AccountMatch } from './records/records.ts';

/** Explains to an agent, in one sentence, whose records the ticket shows or why it shows none. */
export function explainRecords({ status }: AccountMatch): string {
  return sentences[status];
}

const sentences: Record<AccountMatch['status'], string> = {
  found: 'These are the records of the account with this email.',
  unknown: 'No account has this email.',
  ambiguous: 'This email belongs to more than one account, so none was opened.',
  'untrusted-email': 'No personal records were opened, because Slack vouches for no email.',
  'no-source': 'No customer directory is configured, so there are no records to show.',
  unavailable: 'The customer directory could not be read, so records are missing.',
};
