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
    const source = ` (the customer's own words, triaged without a model: ${offlineText(engine)})`;
    return quotation([TITLE, source], clip(summary, LONGEST_SUMMARY));
  }
  if (withheld !== undefined) {
    const ownWords = clip(summarizeOffline(transcript), LONGEST_SUMMARY);
    return quotation([TITLE, " (the customer's own words)"], ownWords);
  }
  const source = engine.isShortened ? ' from a part of the conversation, which is long' : '';
  return quotation([TITLE, ` (written by the model${source})`], clip(summary, LONGEST_SUMMARY));
}

type Offline = Extract<Engine, { kind: 'offline' }>;

/** Why no model did it; where an owner must set something right, with the setting's name. */
function offlineText({ because, values = {} }: Offline): string {
  const { status, model } = values;
  if (because === 'rejected' && status !== undefined) {
    return `${offlineTexts.rejected} (status ${status})`;
  }
  if (because === 'unknown-model' && model !== undefined) {
    return `the model's server knows no model “${model}” (OPENAI_MODEL)`;
  }
  return offlineTexts[because];
}

const offlineTexts: Record<Offline['because'], string> = {
  'no-model': 'no model is configured',
  timeout: 'the model did not answer in time',
  'rate-limited': 'the model is asked too often just now',
  quota: "the model's account has no credit left",
  unavailable: 'the model cannot be reached',
  'no-model-server':
    'the model cannot be reached, another server answers at its address (OPENAI_BASE_URL)',
  'wrong-key': "the model's server does not accept the key (OPENAI_API_KEY)",
  'unknown-model': "the model's server does not know the model (OPENAI_MODEL)",
  'too-long': 'the conversation is too long for the model',
  rejected: "the model's server rejected the request",
  refused: 'the model declined to answer',
  'invalid-answer': 'the model gave no usable answer',
  'circuit-open': 'the model has been failing and is left alone for a moment',
};
