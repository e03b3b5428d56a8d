import type { KnownBlock, PlainTextElement, SectionBlock } from '@slack/web-api';
import type { CustomerRecords, Section } from '../../customers/records/records.ts';
import { clip } from './clip.ts';
import { paragraph } from './rich-text.ts';

/** Slack takes ten fields a section, and about 13,200 characters in a message's blocks. */
const FIELDS_PER_BLOCK = 10;
export const MOST_FACTS = 16;
const LONGEST_FIELD = 120;

/** A customer's records, as fields under their titles: as they look without any newer kind of block. */
export function recordBlocks(sections: Section[]): KnownBlock[] {
  return sections.slice(0, 5).flatMap(({ title, facts }) => {
    const shown = facts.slice(0, MOST_FACTS);
    const left = facts.length - shown.length;
    return [
      paragraph({ bold: clip(title, 100) }, left > 0 ? ` (${left} more are not shown)` : ''),
      ...fieldBlocks(shown),
    ];
  });
}

export function fieldBlocks(facts: Section['facts']): SectionBlock[] {
  const fields: PlainTextElement[] = facts.map(({ label, value }) => ({
    type: 'plain_text',
    text: clip(`${label}\n${value}`, LONGEST_FIELD),
    emoji: false,
  }));
  const blocks: SectionBlock[] = [];
  for (let start = 0; start < fields.length; start += FIELDS_PER_BLOCK) {
    blocks.push({ type: 'section', fields: fields.slice(start, start + FIELDS_PER_BLOCK) });
  }
  return blocks;
}

/** Whose records a ticket shows or why it shows none, in one sentence for agents. */
export function accountText({ account, sections }: CustomerRecords): string {
  const callsForNone = account.status === 'found' && sections.length === 0;
  return callsForNone
    ? 'An account has this email. This category shows none of its records.'
    : accounts[account.status];
}

const accounts: Record<CustomerRecords['account']['status'], string> = {
  found: 'Records of the account with this email:',
  unknown: 'No account has this email.',
  ambiguous: 'More than one account has this email, so no personal records are shown.',
  'untrusted-email': 'No personal records: it is not confirmed who this is.',
  'no-source': 'No records: no customer directory is connected.',
  unavailable: 'Records are missing: the customer directory could not be read.',
};
