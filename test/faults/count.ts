import { type CaseOutcome, outcomeOf, problemsOf } from './case-outcome.ts';
import type { CustomerCase, SlackFixture } from './customer-case.ts';
import type { Stored } from './stored.ts';

/** One thing that was counted, and how many there should be: exactly, or at most. */
export type Check = {
  what: string;
  actual: number;
  expected: number;
  rule: 'exactly' | 'at most';
};

export type Count = {
  checks: Check[];
  /** What is wrong, case by case. */
  problems: string[];
};

type Counted = {
  cases: CustomerCase[];
  fixture: SlackFixture;
  stored: Stored;
  model: { calls: number; maxCalls: number };
};

/** Counts what there is against what there should be: nothing lost, nothing duplicated. */
export function count(counted: Counted): Count {
  const { cases, fixture, stored } = counted;
  const escalated = cases
    .filter(({ entryPoint }) => entryPoint !== undefined)
    .map((customerCase) => outcomeOf(customerCase, fixture));
  return {
    checks: checks(escalated, counted),
    problems: [
      ...cases.flatMap((customerCase) => storageProblems(customerCase, stored)),
      ...escalated.flatMap(problemsOf),
      ...stored.notPosted.map((message) => `not posted: ${message}`),
    ],
  };
}

function checks(escalated: CaseOutcome[], { cases, fixture, stored, model }: Counted): Check[] {
  const lines = cases.flatMap((customerCase) => customerCase.lines);
  const uncertain = cases.flatMap(({ uncertainLines }) => uncertainLines);
  const certain = stored.lines.filter((line) => !uncertain.includes(line));
  const shown = escalated.flatMap(({ customerCase, timesShown }) =>
    customerCase.lines.map(timesShown),
  );
  const cards = escalated.flatMap((outcome) => outcome.cards);
  const statuses = escalated.flatMap((outcome) => outcome.statuses);
  const replies = escalated.flatMap(({ customerCase }) => customerCase.replies);
  const files = escalated.flatMap(({ customerCase: { attached, sentFiles }, timesPosted }) =>
    [...attached, ...sentFiles].map((file) => ({ times: timesPosted(file) })),
  );
  return [
    exactly('messages stored', certain.length, lines.length),
    exactly('shown to agents', total(shown), shown.length),
    exactly('tickets', stored.tickets, escalated.length),
    exactly('cards', cards.length, escalated.length),
    exactly('statuses', statuses.length, escalated.length),
    exactly('replies', total(escalated.map(({ replies }) => replies.length)), replies.length),
    exactly('files', total(files.map(({ times }) => times)), files.length),
    exactly('posted twice', postedTwice(fixture), 0),
    exactly('not posted', stored.notPosted.length, 0),
    exactly('failed jobs', stored.failedJobs, 0),
    { what: 'model calls', actual: model.calls, expected: model.maxCalls, rule: 'at most' },
  ];
}

function storageProblems(customerCase: CustomerCase, stored: Stored): string[] {
  const { lines, uncertainLines } = customerCase;
  const times = (line: string) => stored.lines.filter((other) => other === line).length;
  return [
    ...lines
      .filter((line) => times(line) !== 1)
      .map((line) => `stored ${times(line)} times: ${line}`),
    ...uncertainLines.filter((line) => times(line) > 1).map((line) => `stored twice: ${line}`),
  ];
}

export function isRight({ actual, expected, rule }: Check): boolean {
  return rule === 'exactly' ? actual === expected : actual <= expected;
}

function exactly(what: string, actual: number, expected: number): Check {
  return { what, actual, expected, rule: 'exactly' };
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/**
 * Each message of the outbox has a key of its own: one key on two messages is a double post. Slack
 * takes none with a file; those are counted by their names.
 */
function postedTwice({ posted }: SlackFixture): number {
  const keys = posted.flatMap(({ metadata }) => metadata?.event_payload.key ?? []);
  return keys.length - new Set(keys).size;
}
