import type { KnownBlock } from '@slack/web-api';
import type { TriageRecord } from '../../tickets/triage-record.ts';
import { accountText, recordBlocks } from './record-blocks.ts';
import { paragraph } from './rich-text.ts';

/** The records of a ticket, those that may be shown in its channel. */
export function cardRecords({ records }: TriageRecord, withheld: string | undefined): KnownBlock[] {
  if (!records) return [];
  const { account, sections } = records;
  const isWithheld = withheld !== undefined && account.status !== 'no-source';
  const shown = sections.filter(({ personal }) => !(personal && withheld !== undefined));
  return [paragraph(isWithheld ? withheld : accountText(records)), ...recordBlocks(shown)];
}
