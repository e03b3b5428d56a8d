import type { KnownBlock } from '@slack/web-api';
import { weekFigures } from '../../reports/week-figures.ts';
import type { ReplySetting, Setting, SettingValue } from '../../settings/setting.ts';
import { seenOf } from '../../settings/setting.ts';
import type { SettingsInUse } from '../../settings/settings.ts';
import { countCorrections } from '../../tickets/correction-store.ts';
import { LEADS_HOME } from './action-ids.ts';
import { clip } from './clip.ts';
import type { HomePart } from './home-part.ts';
import { button, plainText } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';
import { reportBlocks } from './report-blocks.ts';
import { reportNames } from './report-names.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { changedPieces, daysText, targetsText } from './setting-words.ts';

/** A part of what leads see in their Home tab, such as the holidays: a few blocks. */
type Part = (
  inUse: SettingsInUse,
  sources: RenderSources,
  team: string,
) => KnownBlock[] | Promise<KnownBlock[]>;

/** In the order in which they stand there. */
const parts: readonly Part[] = [weeks, savedReplies, holidays, targets, corrections];

/** What a lead may change without a shell: what holds now, who changed it and when. Nobody else sees it. */
export const leadsHome: HomePart = async ({ team, user }, sources) => {
  if (!(await sources.leads.isShownAsLead(user))) return [];
  const inUse = await sources.settings.read(sources.queries);
  const shown = await Promise.all(parts.map((part) => part(inUse, sources, team)));
  return [{ type: 'header', text: plainText('For leads') }, ...shown.flat(), { type: 'divider' }];
};

/** The last whole week, which the report in the leads' channel is about, and this one until now. */
async function weeks(
  _: SettingsInUse,
  sources: RenderSources,
  team: string,
): Promise<KnownBlock[]> {
  const { queries, readDesk, categories, report, now } = sources;
  const blocks: KnownBlock[] = [];
  for (const weeksAgo of [1, 0]) {
    const of = { team, readDesk, byAgent: report.byAgent, weeksAgo, at: now() };
    const figures = await weekFigures(queries, of);
    const agentNames = await reportNames(figures, sources);
    blocks.push(...reportBlocks(figures, { categories, agentNames, isPlain: true }));
  }
  return blocks;
}

/** More are in the form. */
const MOST_LINES = 12;

function savedReplies({ savedReplies: all }: SettingsInUse): KnownBlock[] {
  const count = all.filter(({ value }) => value !== false).length;
  const lines = all
    .slice(0, MOST_LINES)
    .flatMap((setting): Piece[] => [`\n${replyTitle(setting)}`, ...changedPieces(setting)]);
  return [
    paragraph({ bold: 'Saved replies' }, `: ${count}`, ...lines, ...moreThan(all.length)),
    actions(editButton('replies')),
  ];
}

function moreThan(count: number): Piece[] {
  return count > MOST_LINES ? [`\nand ${count - MOST_LINES} more`] : [];
}

/** What it is called; of one that a lead removed, what the desk file calls it. */
export function replyTitle({ value, fileValue }: Setting<ReplySetting>): string {
  if (value !== false) return clip(value.title, LONGEST_TITLE);
  return `${clip(fileValue === false ? '' : fileValue.title, LONGEST_TITLE)} (removed)`;
}

const LONGEST_TITLE = 75;

function holidays({ holidays: days }: SettingsInUse, { now }: RenderSources): KnownBlock[] {
  const shown = daysText(days.value, { today: dayOf(now()), most: MOST_LINES });
  return [
    paragraph({ bold: 'Holidays' }, `: ${shown}`, ...changedPieces(days)),
    actions(editButton('holidays'), ...backButton(days)),
  ];
}

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function targets(
  { targets: ofAll, categoryTargets }: SettingsInUse,
  { categories }: RenderSources,
): KnownBlock[] {
  const own = categories.flatMap(({ id, title }): Piece[][] => {
    const setting = categoryTargets.get(id);
    if (!setting || (setting.value === 'desk' && !setting.changed)) return [];
    return [[`\n${title}: ${targetsText(setting.value)}`, ...changedPieces(setting)]];
  });
  return [
    paragraph(
      { bold: 'Targets' },
      `, in working time\nAll tickets: ${targetsText(ofAll.value)}`,
      ...changedPieces(ofAll),
      ...own.slice(0, MOST_LINES).flat(),
      ...moreThan(own.length),
    ),
    actions(editButton('targets')),
  ];
}

async function corrections(
  _inUse: SettingsInUse,
  { queries }: RenderSources,
  team: string,
): Promise<KnownBlock[]> {
  const count = await countCorrections(queries, team);
  return [
    paragraph(
      { bold: 'Corrections' },
      `: ${count}. Agents said that a ticket had come to the wrong place.`,
    ),
    ...(count === 0 ? [] : [actions(button('Show…', `${LEADS_HOME}:corrections`))]),
  ];
}

function editButton(what: 'replies' | 'holidays' | 'targets') {
  return button('Edit…', `${LEADS_HOME}:${what}`);
}

function backButton(setting: Setting<SettingValue>) {
  if (!setting.changed) return [];
  return [button(BACK_TO_FILE, `${LEADS_HOME}:back`, settingRef(setting))];
}

export const BACK_TO_FILE = 'Back to the desk file';

/** Which setting a button is about, and how it was when that was shown. */
export function settingRef({ key, value }: Setting<SettingValue>): string {
  return `${seenOf(value)} ${key}`;
}

export function readSettingRef(ref: string): { seen: string; key: string } {
  const [seen = '', key = ''] = ref.split(' ');
  return { seen, key };
}

function actions(...elements: ReturnType<typeof button>[]): KnownBlock {
  return { type: 'actions', elements };
}
