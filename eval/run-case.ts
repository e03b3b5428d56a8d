import { markLines } from '../src/conversations/transcript.ts';
import type { Desk } from '../src/desk/desk.ts';
import type { Ask } from '../src/llm/ask.ts';
import { redactSecrets } from '../src/privacy/redact-secrets.ts';
import type { Decision, Votes } from '../src/tickets/triage-record.ts';
import { classify } from '../src/triage/classify.ts';
import { decide } from '../src/triage/decide.ts';
import type { OfflineVote } from '../src/triage/offline-vote.ts';
import { summarize } from '../src/triage/summarize.ts';
import { votesOf } from '../src/triage/votes.ts';
import { type Call, type createMeter, sequentialCalls } from './meter.ts';
import type { Case } from './read-cases.ts';

/** What triage made of a conversation. */
export type Outcome = {
  asked: Case;
  votes: Votes;
  decision: Decision;
  /** What would be chosen if nothing were left to people, and how far the desk's words support it. */
  guess: string;
  support: number;
  calls: Call[];
  sequentialCalls: number;
  ms: number;
};

/** Triages a conversation by the bot's own functions, without records. */
export async function runCase(
  asked: Case,
  {
    desk,
    ask,
    voteOffline,
    meter,
    timeMs,
  }: {
    desk: Desk;
    ask: Ask | undefined;
    voteOffline: (lines: { speaker: string; text: string }[]) => OfflineVote;
    meter: ReturnType<typeof createMeter>;
    timeMs: number;
  },
): Promise<Outcome> {
  const { categories } = desk;
  const lines = asked.transcript.map(({ role, text }) => ({
    speaker: role.toUpperCase(),
    text: markLines(redactSecrets(text)),
  }));
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(timeMs);
  const classification = await classify({ lines, categories, ask, deadline });
  const { category } = classification;
  const rest = { records: undefined, categories, ask, deadline };
  const opinion = ask && (await summarize({ lines, category, ...rest }));
  const offline = voteOffline(lines);
  const votes = votesOf({ classification, opinion, offline });
  const decision = decide(votes, desk);
  const calls = meter.take();
  const guess = votes.classification ?? votes.agentType ?? offline.category;
  return {
    asked,
    votes,
    decision,
    guess,
    support: guess === offline.category ? offline.margin : -offline.margin,
    calls,
    sequentialCalls: sequentialCalls(calls),
    ms: performance.now() - startedAt,
  };
}
