import { TRIAGE } from '../src/tickets/ticket.ts';
import { UNCLEAR } from '../src/tickets/triage-record.ts';
import type { Outcome } from './run-case.ts';

/** How many of how many. */
export type Share = { count: number; of: number };

export type Figures = ReturnType<typeof figuresOf>;

export function isRouted({ decision }: Outcome): boolean {
  return decision.destination !== TRIAGE;
}

/** Right is the category that people gave; of what no category fits, the triage channel. */
export function isRight({ asked, decision }: Outcome): boolean {
  return decision.destination === (asked.label === UNCLEAR ? TRIAGE : asked.label);
}

/** What agents feel of a triage, and what it cost. Tokens and calls are means of one conversation. */
export function figuresOf(outcomes: Outcome[]) {
  const routed = outcomes.filter(isRouted);
  const right = routed.filter(isRight);
  const cases = outcomes.length;
  const calls = outcomes.flatMap((outcome) => outcome.calls);
  return {
    cases,
    routedRight: right.length,
    routedWrong: routed.length - right.length,
    toPerson: cases - routed.length,
    accuracy: ratio({ count: outcomes.filter(isRight).length, of: cases }),
    coverage: ratio({ count: routed.length, of: cases }),
    accuracyOfRouted: ratio({ count: right.length, of: routed.length }),
    accuracyOfRoutedInterval: interval({ count: right.length, of: routed.length }),
    wrongOfAll: ratio({ count: routed.length - right.length, of: cases }),
    tokensIn: ratio({ count: sum(calls.map(({ tokensIn }) => tokensIn)), of: cases }),
    tokensOut: ratio({ count: sum(calls.map(({ tokensOut }) => tokensOut)), of: cases }),
    calls: ratio({ count: calls.length, of: cases }),
    sequentialCalls: ratio({
      count: sum(outcomes.map((outcome) => outcome.sequentialCalls)),
      of: cases,
    }),
    msP50: percentile(
      outcomes.map(({ ms }) => ms),
      0.5,
    ),
    msP95: percentile(
      outcomes.map(({ ms }) => ms),
      0.95,
    ),
  };
}

/** The labels, and where their conversations went. */
export function confusionOf(outcomes: Outcome[]): Map<string, Map<string, number>> {
  const rows = new Map<string, Map<string, number>>();
  for (const { asked, decision } of outcomes) {
    const row = rows.get(asked.label) ?? new Map<string, number>();
    row.set(decision.destination, (row.get(decision.destination) ?? 0) + 1);
    rows.set(asked.label, row);
  }
  return rows;
}

export type CurvePoint = {
  margin: number;
  coverage: number;
  accuracyOfRouted: number;
  wrongOfAll: number;
};

/** What would be routed if the desk's words had to support the guess by so much or more. */
export function curveOf(outcomes: Outcome[]): CurvePoint[] {
  const guessed = outcomes.filter(({ guess }) => guess !== UNCLEAR);
  const margins = [...new Set(guessed.map(({ support }) => Math.round(support * 100) / 100))];
  return margins
    .sort((one, other) => one - other)
    .map((margin) => {
      const routed = guessed.filter(({ support }) => support >= margin - 0.005);
      const right = routed.filter(({ asked, guess }) => asked.label === guess).length;
      return {
        margin,
        coverage: ratio({ count: routed.length, of: outcomes.length }),
        accuracyOfRouted: ratio({ count: right, of: routed.length }),
        wrongOfAll: ratio({ count: routed.length - right, of: outcomes.length }),
      };
    });
}

/** The least margin with which at most so much is wrong. */
export function chooseMargin(outcomes: Outcome[]): CurvePoint | undefined {
  return curveOf(outcomes).find(
    (point) =>
      point.accuracyOfRouted >= GOAL.accuracyOfRouted && point.wrongOfAll <= GOAL.wrongOfAll,
  );
}

export const GOAL = { accuracyOfRouted: 0.92, wrongOfAll: 0.04 };

export type VoteRow = { what: string; model: Share; keywords: Share };

/** How often the model and the keywords are right, by whether they agree. */
export function votesTable(outcomes: Outcome[]): VoteRow[] {
  const voted = outcomes.filter(({ votes }) => votes.classification !== undefined);
  const kinds: [string, (outcome: Outcome) => boolean][] = [
    ['both name the same', ({ votes, guess }) => votes.keywords.category === guess],
    [
      'keywords silent',
      ({ votes, guess }) => votes.keywords.category === UNCLEAR && guess !== UNCLEAR,
    ],
    [
      'keywords name another',
      ({ votes, guess }) =>
        ![UNCLEAR, guess].includes(votes.keywords.category) && guess !== UNCLEAR,
    ],
    [
      'model: unclear, keywords not',
      ({ votes, guess }) => guess === UNCLEAR && votes.keywords.category !== UNCLEAR,
    ],
    [
      "the model's two calls differ",
      ({ votes }) => votes.agentType !== undefined && votes.agentType !== votes.classification,
    ],
  ];
  return kinds.map(([what, isOfKind]) => {
    const of = voted.filter(isOfKind);
    const rightBy = (named: (outcome: Outcome) => string): Share => ({
      count: of.filter((outcome) => named(outcome) === outcome.asked.label).length,
      of: of.length,
    });
    return {
      what,
      model: rightBy(({ guess }) => guess),
      keywords: rightBy(({ votes }) => votes.keywords.category),
    };
  });
}

/** How often each form of question was asked, by how the server answered. */
export function formsOf(outcomes: Outcome[]): Map<string, number> {
  const forms = new Map<string, number>();
  for (const { form, status } of outcomes.flatMap(({ calls }) => calls)) {
    const what = `${form}, ${status === 0 ? 'no answer' : status}`;
    forms.set(what, (forms.get(what) ?? 0) + 1);
  }
  return forms;
}

/** Wilson's interval of 95%. */
export function interval({ count, of }: Share): [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const spreadBy = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [(middle - spreadBy) / whole, (middle + spreadBy) / whole];
}

export function ratio({ count, of }: Share): number {
  return of === 0 ? 0 : count / of;
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function percentile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
