import type { KnownBlock } from '@slack/web-api';
import type { TranscriptLine } from '../../outbox/kinds.ts';
import type { Engine, Opinion } from '../../tickets/triage-record.ts';
import { summarizeOffline } from '../../triage/offline-engine.ts';
import { clip } from './clip.ts';
import { quotation } from './rich-text.ts';

const LONGEST_SUMMARY = 2_500;
const TITLE = { bold: 'Summary' };
const OWN_WORDS = "the customer's own words";

/**
 * The summary, marked by who wrote it. Where records are withheld, the model's may hold some, so the
 * customer's own words take its place.
 */
export function summaryBlock(
  opinion: Opinion | undefined,
  { transcript, withheld }: { transcript: TranscriptLine[]; withheld: string | undefined },
): KnownBlock {
  if (!opinion) return quotation([TITLE], 'There is none yet.');
  const { engine, summary } = opinion;
  if (engine.kind === 'offline') {
    const source = ` (${OWN_WORDS}${offlineText[engine.because]})`;
    return quotation([TITLE, source], clip(summary, LONGEST_SUMMARY));
  }
  if (withheld !== undefined) {
    const ownWords = clip(summarizeOffline(transcript), LONGEST_SUMMARY);
    return quotation([TITLE, ` (${OWN_WORDS})`], ownWords);
  }
  return quotation([TITLE, ' (written by AI)'], clip(summary, LONGEST_SUMMARY));
}

/** Why a model wrote no summary. Where none is set, none is missing. */
const offlineText: Record<Extract<Engine, { kind: 'offline' }>['because'], string> = {
  'no-model': '',
  timeout: ': the AI model did not answer in time',
  'rate-limited': ': the AI model is busy',
  quota: ': the account at the AI provider has no credit left',
  unavailable: ': the AI model cannot be reached',
  rejected: ': the AI model refused the request; its key or name may be wrong',
  refused: ': the AI model declined to answer',
  'invalid-answer': ': the AI model gave no usable answer',
  'circuit-open': ': the AI model has just failed several times',
};
