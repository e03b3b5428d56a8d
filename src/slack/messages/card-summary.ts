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
    const source = ` (${OWN_WORDS}${offlineText(engine)})`;
    return quotation([TITLE, source], clip(summary, LONGEST_SUMMARY));
  }
  if (withheld !== undefined) {
    const ownWords = clip(summarizeOffline(transcript), LONGEST_SUMMARY);
    return quotation([TITLE, ` (${OWN_WORDS})`], ownWords);
  }
  const source = engine.isShortened ? ' from a part of the conversation, which is long' : '';
  return quotation([TITLE, ` (written by AI${source})`], clip(summary, LONGEST_SUMMARY));
}

type Offline = Extract<Engine, { kind: 'offline' }>;

/** Why a model wrote no summary; where an owner must set something right, with the setting's name. */
function offlineText({ because, values = {} }: Offline): string {
  // Where none is set, none is missing.
  if (because === 'no-model') return '';
  const { status, model } = values;
  if (because === 'rejected' && status !== undefined) {
    return `: ${offlineTexts.rejected} (status ${status})`;
  }
  if (because === 'unknown-model' && model !== undefined) {
    return `: the AI server knows no model “${model}” (OPENAI_MODEL)`;
  }
  return `: ${offlineTexts[because]}`;
}

const offlineTexts: Record<Exclude<Offline['because'], 'no-model'>, string> = {
  timeout: 'the AI model did not answer in time',
  'rate-limited': 'the AI model is busy',
  quota: 'the account at the AI provider has no credit left',
  unavailable: 'the AI model cannot be reached',
  'no-model-server':
    'the AI model cannot be reached, another server answers at its address (OPENAI_BASE_URL)',
  'wrong-key': 'the AI server does not accept the key (OPENAI_API_KEY)',
  'unknown-model': 'the AI server does not know the model (OPENAI_MODEL)',
  'too-long': 'the conversation is too long for the AI model',
  rejected: 'the AI server refused the request',
  refused: 'the AI model declined to answer',
  'invalid-answer': 'the AI model gave no usable answer',
  'circuit-open': 'the AI model has just failed several times',
};
