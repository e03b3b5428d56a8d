import type { KnownBlock } from '@slack/web-api';
import type { TranscriptLine } from '../../outbox/kinds.ts';
import type { Engine, Opinion } from '../../tickets/triage-record.ts';
import { summarizeOffline } from '../../triage/offline-engine.ts';
import { clip } from './clip.ts';
import { quotation } from './rich-text.ts';

const LONGEST_SUMMARY = 2_500;
const TITLE = { bold: 'Summary' };

/**
 * The summary, marked by who wrote it. Where records are withheld, the model's may hold some, so the
 * customer's own words take its place.
 */
export function summaryBlock(
  opinion: Opinion | undefined,
  { transcript, withheld }: { transcript: TranscriptLine[]; withheld: string | undefined },
): KnownBlock {
  if (!opinion) return quotation([TITLE], 'There is none.');
  const { engine, summary } = opinion;
  if (engine.kind === 'offline') {
    const source = ` (the customer's own words, triaged without a model: ${offlineText[engine.because]})`;
    return quotation([TITLE, source], clip(summary, LONGEST_SUMMARY));
  }
  if (withheld !== undefined) {
    const ownWords = clip(summarizeOffline(transcript), LONGEST_SUMMARY);
    return quotation([TITLE, " (the customer's own words)"], ownWords);
  }
  return quotation([TITLE, ' (written by the model)'], clip(summary, LONGEST_SUMMARY));
}

const offlineText: Record<Extract<Engine, { kind: 'offline' }>['because'], string> = {
  'no-model': 'no model is configured',
  timeout: 'the model did not answer in time',
  'rate-limited': 'the model is asked too often just now',
  quota: "the model's account has no credit left",
  unavailable: 'the model cannot be reached',
  rejected: 'the model rejected the request; its key or name may be wrong',
  refused: 'the model declined to answer',
  'invalid-answer': 'the model gave no usable answer',
  'circuit-open': 'the model has been failing and is left alone for a moment',
};
