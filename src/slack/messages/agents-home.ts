import type { KnownBlock } from '@slack/web-api';
import { ticketName } from '../../tickets/ticket.ts';
import type { HomeTicket } from './customer-home.ts';
import { dateToken } from './date-token.ts';
import type { Rendered } from './rendered.ts';
import { paragraph } from './rich-text.ts';

export type AgentsHome = {
  /** Whether this agent is away. */
  away: KnownBlock[];
  /** How many tickets are open, by the title of their category. */
  counts: { title: string | undefined; count: number }[];
  /** The oldest open ones, with where their cards are, once they are posted. */
  oldest: (HomeTicket & { link: string | undefined })[];
};

/** The Home tab of an agent: what is open. It shows no customer's words and no records. */
export function agentsHome({ away, counts, oldest }: AgentsHome): Rendered {
  const open = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    text: 'Open tickets',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: headline(open), emoji: false } },
      ...away,
      ...counts.map(({ title, count }) => paragraph(`${nameOf(title)}: `, { bold: `${count}` })),
      ...(oldest.length === 0 ? [] : [{ type: 'divider' } as const, paragraph(...OLDEST)]),
      ...oldest.flatMap(openTicket),
    ],
  };
}

const OLDEST = [{ bold: 'Waiting longest' }];

function headline(open: number): string {
  if (open === 0) return 'No open tickets';
  return open === 1 ? '1 open ticket' : `${open} open tickets`;
}

function openTicket({ ticket, title, link: url }: AgentsHome['oldest'][number]): KnownBlock[] {
  const name = ticketName(ticket);
  return [
    paragraph(url === undefined ? { bold: name } : { link: name, url }, ` · ${nameOf(title)}`),
    { type: 'context', elements: [{ type: 'mrkdwn', text: dateToken(ticket.escalated_at) }] },
  ];
}

function nameOf(title: string | undefined): string {
  return title ?? 'To be sorted';
}
