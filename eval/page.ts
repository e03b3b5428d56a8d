import { type CurvePoint, confusionOf, curveOf, figuresOf } from './figures.ts';
import { percent, printReport, type Report } from './print.ts';

/** A page of its own with the curve and the confusion drawn, and all figures as text. */
export function renderPage(report: Report): string {
  const { outcomes, engine, date } = report;
  const { accuracyOfRouted, coverage, wrongOfAll } = figuresOf(outcomes);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Handoff: how well triage does</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
td, th { padding: .3rem .8rem; text-align: right; } pre { white-space: pre-wrap; }
</style>
<h1>How well triage does</h1>
<p>${escaped(engine)}, ${escaped(date)}, ${outcomes.length} conversations: right among routed ${percent(accuracyOfRouted)},
coverage ${percent(coverage)}, wrongly routed of all ${percent(wrongOfAll)}.</p>
<h2>Risk and coverage</h2>
${curveSvg(curveOf(outcomes))}
<h2>Where they went</h2>
${confusionTable(report)}
<h2>All figures</h2>
<pre>${escaped(printReport(report))}</pre>
</html>
`;
}

const WIDTH = 600;
const HEIGHT = 300;
const LOWEST = 0.5;

function curveSvg(curve: CurvePoint[]): string {
  const y = (share: number) =>
    Math.round(HEIGHT * (1 - (Math.max(share, LOWEST) - LOWEST) / (1 - LOWEST)));
  const points = curve
    .map(
      ({ coverage, accuracyOfRouted }) => `${Math.round(coverage * WIDTH)},${y(accuracyOfRouted)}`,
    )
    .join(' ');
  const lines = [0.5, 0.6, 0.7, 0.8, 0.9, 1]
    .map(
      (share) =>
        `<line x1="0" x2="${WIDTH}" y1="${y(share)}" y2="${y(share)}" stroke="#ddd"/><text x="${WIDTH + 6}" y="${y(share) + 5}">${percent(share)}</text>`,
    )
    .join('');
  return `<svg viewBox="-10 -20 ${WIDTH + 90} ${HEIGHT + 60}" role="img" aria-label="Right among routed, by coverage">
${lines}<polyline points="${points}" fill="none" stroke="#1264a3" stroke-width="3"/>
<text x="0" y="${HEIGHT + 24}">coverage 0%</text><text x="${WIDTH - 90}" y="${HEIGHT + 24}">coverage 100%</text>
</svg>`;
}

function confusionTable({ outcomes }: Report): string {
  const rows = confusionOf(outcomes);
  const columns = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].sort();
  const head = columns.map((to) => `<th>to ${escaped(to)}</th>`).join('');
  const body = [...rows].map(([label, row]) => {
    const all = [...row.values()].reduce((sum, count) => sum + count, 0);
    const cells = columns.map((to) => {
      const count = row.get(to) ?? 0;
      return `<td style="background: rgb(18 100 163 / ${(count / all / 2).toFixed(2)})">${count}</td>`;
    });
    return `<tr><th>${escaped(label)}</th>${cells.join('')}</tr>`;
  });
  return `<table><tr><th></th>${head}</tr>${body.join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
