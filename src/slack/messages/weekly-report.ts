import { LeftOut } from '../../outbox/messenger.ts';
import type { Figures } from '../../reports/figures.ts';
import { weekOf } from '../../reports/period.ts';
import { reportCsv } from '../../reports/report-table.ts';
import { periodWords } from '../../reports/report-words.ts';
import { reportFigures } from '../../reports/week-figures.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { reportBlocks } from './report-blocks.ts';
import { reportNames } from './report-names.ts';
import { reportWithheld } from './report-withheld.ts';
import { paragraph } from './rich-text.ts';

type Report = Pick<MessageOf<'weekly-report'>, 'team' | 'channel' | 'about'>;
type Sources = Pick<
  RenderSources,
  'queries' | 'categories' | 'channelLookup' | 'profiles' | 'readDesk' | 'report'
>;

/**
 * A week in figures, for the leads.
 *
 * @throws {LeftOut} where others could read it by now.
 */
export async function renderWeeklyReport(
  message: MessageOf<'weekly-report'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { categories, isPlain = false, report } = sources;
  const figures = await figuresFor(message, sources);
  const agentNames = await reportNames(figures, sources);
  const blocks = reportBlocks(figures, { categories, agentNames, isPlain });
  return {
    text: `The week in figures: ${periodWords(figures.period)}`,
    blocks: report.isAttached ? blocks : [...blocks, paragraph(NOT_ATTACHED)],
  };
}

const NOT_ATTACHED =
  'Its CSV is not here, since the app has no scope files:write: paste manifest.yml again into its settings. Until then “npm run -s report -- --csv” prints it.';

/**
 * The same week as a file. Excel reads letters beyond ASCII by the mark at its beginning.
 *
 * @throws {LeftOut} where others could read it by now.
 */
export async function weeklyReportFile(
  report: Report,
  sources: Sources,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { categories } = sources;
  const figures = await figuresFor(report, sources);
  const names = await reportNames(figures, sources);
  const agentName = (user: string) => names.get(user) ?? user;
  const csv = `\uFEFF${reportCsv(figures, { categories, agentName })}`;
  return { name: `week-${report.about.week}.csv`, bytes: new TextEncoder().encode(csv) };
}

async function figuresFor(
  { team, channel, about: { week } }: Report,
  { queries, channelLookup, readDesk, report: { byAgent } }: Sources,
): Promise<Figures> {
  if (reportWithheld(await channelLookup.lookUp(channel))) throw new LeftOut('withheld');
  const { zone } = await readDesk(queries);
  return reportFigures(queries, { team, readDesk, byAgent, period: weekOf(week, zone) });
}
