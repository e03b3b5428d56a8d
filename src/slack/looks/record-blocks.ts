import type { KnownBlock, PlainTextElement } from '@slack/web-api';
import type { Section } from '../../customers/records/records.ts';
import { clip } from './clip.ts';
import { paragraph } from './rich-text.ts';

/** Slack takes ten fields a section, and about 13,200 characters in a message's blocks. */
const FIELDS_PER_BLOCK = 10;
const MOST_FACTS = 16;
const LONGEST_FIELD = 120;

/** A customer's records, as fields under their titles. */
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

function fieldBlocks(facts: Section['facts']): KnownBlock[] {
  const fields: PlainTextElement[] = facts.map(({ label, value }) => ({
    type: 'plain_text',
    text: clip(`${label}\n${value}`, LONGEST_FIELD),
    emoji: false,
  }));
  const blocks: KnownBlock[] = [];
  for (let start = 0; start < fields.length; start += FIELDS_PER_BLOCK) {
    blocks.push({ type: 'section', fields: fields.slice(start, start + FIELDS_PER_BLOCK) });
  }
  return blocks;
}
