import type { KnownBlock } from '@slack/web-api';
import type { CardSubject } from './card-subject.ts';
import { clip } from './clip.ts';
import { quotation } from './rich-text.ts';

const LONGEST_SUMMARY = 2_500;

/** The summary, marked as whose words it is. */
export function summaryBlock({ record, recordsWithheld, plainSummary }: CardSubject): KnownBlock {
  const { opinion } = record;
  if (!opinion) return quotation([{ bold: 'Summary' }], 'There is none.');
  if (opinion.engine.kind === 'offline') {
    const whose = ` (the customer's own words, triaged without a model: ${opinion.engine.because})`;
    return quotation([{ bold: 'Summary' }, whose], clip(opinion.summary, LONGEST_SUMMARY));
  }
  if (recordsWithheld !== undefined) {
    return quotation(
      [{ bold: 'Summary' }, " (the customer's own words)"],
      clip(plainSummary, LONGEST_SUMMARY),
    );
  }
  return quotation(
    [{ bold: 'Summary' }, ' (written by the model)'],
    clip(opinion.summary, LONGEST_SUMMARY),
  );
}
