import {
  chooseMargin,
  confusionOf,
  curveOf,
  type Figures,
  figuresOf,
  formsOf,
  interval,
  isRight,
  isRouted,
  ratio,
  type Share,
  votesTable,
} from './figures.ts';
import type { Outcome } from './run-case.ts';

/** What was measured, with what. */
export type Report = { engine: string; date: string; outcomes: Outcome[]; repeat: number };

/** All figures for people, as text. */
export function printReport({ engine, date, outcomes, repeat }: Report): string {
  const figures = figuresOf(outcomes);
  return [
    `Engine: ${engine}. ${date}.`,
    summaryLines(figures).join('\n'),
    ...(repeat > 1 ? [stability(outcomes)] : []),
    `Where they went, by what people said\n${confusionLines(outcomes).join('\n')}`,
    ...sourcesPart(outcomes),
    `Risk and coverage: what would be routed, if the desk's words had to support it by so much\n${curveLines(outcomes).join('\n')}`,
    ...votesPart(outcomes),
    ...formsPart(outcomes),
    `Wrongly routed\n${wrongLines(outcomes).join('\n') || '  none'}`,
  ].join('\n\n');
}

function summaryLines(figures: Figures): string[] {
  const [from, to] = figures.accuracyOfRoutedInterval;
  return [
    `${figures.cases} conversations: ${figures.routedRight} routed right, ${figures.routedWrong} routed wrong, ${figures.toPerson} sent to a person`,
    `Right among routed: ${percent(figures.accuracyOfRouted)} (95% interval ${percent(from)} to ${percent(to)}), coverage ${percent(figures.coverage)}, wrongly routed of all ${percent(figures.wrongOfAll)}`,
    `Right of all, with what no category fits left to a person: ${percent(figures.accuracy)}`,
    `A conversation: ${Math.round(figures.tokensIn)} tokens in, ${Math.round(figures.tokensOut)} out, ${figures.calls.toFixed(2)} calls, ${figures.sequentialCalls.toFixed(2)} of them one after another; ${Math.round(figures.msP50)} ms (p50), ${Math.round(figures.msP95)} ms (p95)`,
  ];
}

function stability(outcomes: Outcome[]): string {
  const destinations = Map.groupBy(outcomes, ({ asked }) => asked.id);
  const same = [...destinations.values()].filter(
    (runs) => new Set(runs.map(({ decision }) => decision.destination)).size === 1,
  );
  return `Went to the same place in every run: ${shareText({ count: same.length, of: destinations.size })}`;
}

function confusionLines(outcomes: Outcome[]): string[] {
  return [...confusionOf(outcomes)].map(
    ([label, row]) =>
      `  ${label.padEnd(12)} ${[...row].map(([to, count]) => `${to}: ${count}`).join(', ')}`,
  );
}

function sourcesPart(outcomes: Outcome[]): string[] {
  const sources = Map.groupBy(outcomes, ({ asked }) => asked.source);
  if (sources.size < 2) return [];
  const lines = [...sources].map(([source = 'no source', of]) => {
    const { cases, coverage, accuracyOfRouted, wrongOfAll } = figuresOf(of);
    return `  ${source.padEnd(22)} ${String(cases).padStart(4)}  right ${percent(accuracyOfRouted)}, coverage ${percent(coverage)}, wrong of all ${percent(wrongOfAll)}`;
  });
  return [`By source\n${lines.join('\n')}`, leftOut(outcomes, [...sources.keys()])];
}

/** Each source by the margin that the others alone choose. */
function leftOut(outcomes: Outcome[], sources: (string | undefined)[]): string {
  const routed = sources.flatMap((source) => {
    const others = outcomes.filter(({ asked }) => asked.source !== source);
    const margin = chooseMargin(others)?.margin ?? Number.POSITIVE_INFINITY;
    return outcomes.filter(
      ({ asked, support, guess }) =>
        asked.source === source && guess !== 'unclear' && support >= margin,
    );
  });
  const right = routed.filter(({ asked, guess }) => asked.label === guess).length;
  const of = routed.length;
  return `One source left out at a time, its margin chosen by the others: right among routed ${percent(ratio({ count: right, of }))}, coverage ${percent(ratio({ count: of, of: outcomes.length }))}, wrongly routed of all ${percent(ratio({ count: of - right, of: outcomes.length }))}`;
}

const SHOWN_POINTS = 12;

function curveLines(outcomes: Outcome[]): string[] {
  const curve = curveOf(outcomes);
  const step = Math.max(1, Math.ceil(curve.length / SHOWN_POINTS));
  const lines = curve
    .filter((_, at) => at % step === 0)
    .map(
      ({ margin, coverage, accuracyOfRouted, wrongOfAll }) =>
        `  ${margin.toFixed(2).padStart(6)}  coverage ${percent(coverage)}, right ${percent(accuracyOfRouted)}, wrong of all ${percent(wrongOfAll)}`,
    );
  const chosen = chooseMargin(outcomes);
  const advice = chosen
    ? `  The least margin with 92% right and at most 4% wrong of all: ${chosen.margin.toFixed(2)}`
    : '  With no margin 92% are right and at most 4% of all are wrong.';
  return [...lines, advice];
}

function votesPart(outcomes: Outcome[]): string[] {
  const table = votesTable(outcomes);
  if (table.every(({ model }) => model.of === 0)) return [];
  const lines = table.map(
    ({ what, model, keywords }) =>
      `  ${what.padEnd(28)} the model right in ${shareText(model)}, the keywords in ${shareText(keywords)}`,
  );
  const [, silent, another] = table;
  return [
    `Votes\n${lines.join('\n')}\n  For this model: whenKeywordsSilent: '${isTrusted(silent?.model) ? 'route' : 'triage'}', whenKeywordsDisagree: '${inDisagreement(another)}'`,
  ];
}

function inDisagreement(row: { model: Share; keywords: Share } | undefined): string {
  if (isTrusted(row?.model)) return 'model';
  return isTrusted(row?.keywords) ? 'keywords' : 'triage';
}

/** A few right answers are no proof: the lower end of the interval counts. */
function isTrusted(share: Share | undefined): boolean {
  return share !== undefined && interval(share)[0] >= TRUSTED_FROM;
}

const TRUSTED_FROM = 0.85;

function formsPart(outcomes: Outcome[]): string[] {
  const forms = [...formsOf(outcomes)].map(([form, count]) => `  ${form}: ${count}`);
  return forms.length === 0
    ? []
    : [`Forms of the question, and what the server answered\n${forms.join('\n')}`];
}

const LONGEST_SHOWN = 160;

function wrongLines(outcomes: Outcome[]): string[] {
  return outcomes
    .filter((outcome) => isRouted(outcome) && !isRight(outcome))
    .map(({ asked, decision, votes }) => {
      const said = asked.transcript
        .filter(({ role }) => role === 'customer')
        .map(({ text }) => text)
        .join(' / ')
        .replace(/\s+/g, ' ');
      const because = votes.keywords.found.join(', ') || (votes.keywords.like ?? '');
      return `  ${asked.id}: ${asked.label}, went to ${decision.destination} (${because}): ${said.slice(0, LONGEST_SHOWN).toWellFormed()}`;
    });
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function shareText({ count, of }: Share): string {
  return `${count} of ${of}`;
}
