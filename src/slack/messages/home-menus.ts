import type { ActionsBlock, PlainTextOption } from '@slack/web-api';
import { z } from 'zod';
import { categoryById } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import { TRIAGE } from '../../tickets/ticket.ts';
import type { OpenCounts, OpenFilter } from '../../tickets/ticket-store.ts';
import type { Agents } from '../workspace/agents.ts';
import type { HomeChoice } from '../workspace/home-store.ts';
import { HOME_CHANNEL, HOME_FILTER } from './action-ids.ts';
import { clip } from './clip.ts';
import { menuOption } from './menus.ts';
import { plainText } from './plain-text.ts';

/** Which tickets an agent's Home tab lists; the overview has the beginning of several lists. */
export const HomeFilter = z
  .enum(['overview', 'mine', 'new', 'us', 'customer', 'all'])
  .catch('overview');
export type HomeFilter = z.infer<typeof HomeFilter>;

export const filterTitles: Record<HomeFilter, string> = {
  overview: 'Overview',
  mine: 'Mine',
  new: 'New',
  us: 'Waiting for us',
  customer: 'Waiting for the customer',
  all: 'All open',
};

/** The channels that somebody's tickets are in, all of them, or one by its destination. */
const OWN = 'own';
const ALL = 'all';
const IN = 'in:';

/** What an agent's Home tab shows. */
export type ShownChoice = { filter: HomeFilter; channel: string; page: number };

/** What was chosen, as far as there still is such a thing. */
export function readChoice(choice: HomeChoice | undefined, categories: Category[]): ShownChoice {
  const { filter, channel = OWN, page = 0 } = choice ?? {};
  const destination = channel.startsWith(IN) ? channel.slice(IN.length) : undefined;
  const isKnown =
    channel === ALL ||
    destination === TRIAGE ||
    (destination !== undefined && categoryById(categories, destination) !== undefined);
  return { filter: HomeFilter.parse(filter), channel: isKnown ? channel : OWN, page };
}

/** Whether tickets of a destination are among those of the chosen channels. */
export function isChosen(
  { destination }: { destination: string | null },
  {
    channel,
    user,
    categories,
    agents,
  }: {
    channel: string;
    user: string;
    categories: Category[];
    agents: Pick<Agents, 'mayWorkOn'>;
  },
): boolean {
  if (channel === ALL) return true;
  if (channel === OWN) return agents.mayWorkOn({ destination }, user);
  return destinationOf({ destination }, categories) === channel.slice(IN.length);
}

/** What a category is not, or not any more, is sorted in the triage channel. */
export function destinationOf(
  { destination }: { destination: string | null },
  categories: Category[],
): string {
  return categoryById(categories, destination)?.id ?? TRIAGE;
}

/** The menus above the lists, with how many tickets each choice would show. */
export function homeMenus(
  { filter, channel }: ShownChoice,
  {
    total,
    counts,
    categories,
  }: {
    /** Of the chosen channels. */
    total: Record<OpenFilter, number>;
    counts: OpenCounts[];
    categories: Category[];
  },
): ActionsBlock {
  const filters = HomeFilter.unwrap().options.map((value) => {
    const count = value === 'overview' ? '' : ` (${total[value]})`;
    return menuOption({ text: `${filterTitles[value]}${count}`, value });
  });
  const named = [
    ...categories.slice(0, MOST_CATEGORIES).map(({ id, title }) => ({ id, title })),
    { id: TRIAGE, title: TO_BE_SORTED },
  ];
  const channels = [
    menuOption({ text: 'My channels', value: OWN }),
    menuOption({ text: 'All channels', value: ALL }),
    ...named.map(({ id, title }) => {
      const open = counts
        .filter((one) => destinationOf(one, categories) === id)
        .reduce((sum, { all }) => sum + all, 0);
      return menuOption({ text: `${clip(title, LONGEST_TITLE)} (${open})`, value: `${IN}${id}` });
    }),
  ];
  return {
    type: 'actions',
    // Slack keeps what was chosen in a menu of the same id, whatever is to be shown now.
    block_id: `home:${filter}:${channel}`,
    elements: [
      menu(HOME_FILTER, { placeholder: 'Which tickets', options: filters, value: filter }),
      menu(HOME_CHANNEL, { placeholder: 'Which channels', options: channels, value: channel }),
    ],
  };
}

/** What a ticket is called that is in no category. */
export const TO_BE_SORTED = 'To be sorted';

/** Slack takes 100 options. */
const MOST_CATEGORIES = 97;
const LONGEST_TITLE = 60;

function menu(
  action_id: string,
  {
    placeholder,
    options,
    value,
  }: { placeholder: string; options: PlainTextOption[]; value: string },
) {
  const chosen = options.find((option) => option.value === value);
  return {
    type: 'static_select' as const,
    action_id,
    placeholder: plainText(placeholder),
    options,
    ...(chosen && { initial_option: chosen }),
  };
}
