import type { KnownBlock } from '@slack/web-api';
import { explainRecords } from '../../customers/explain-records.ts';
import { explainEmailTrust } from '../../customers/explain-voucher.ts';
import type { Identity } from '../../customers/identity.ts';
import type { CustomerRecords } from '../../customers/records/records.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import type { CardSubject } from './card-subject.ts';
import { clip } from './clip.ts';
import { dateToken } from './date-token.ts';
import type { Look } from './look.ts';
import { recordBlocks } from './record-blocks.ts';
import { paragraph } from './rich-text.ts';
import { summaryBlock } from './summary-block.ts';
import { ticketActions } from './ticket-actions.ts';

/** The card of a ticket: all that an agent needs, within Slack's limits whatever is in it. */
export function ticketCard(subject: CardSubject): Look {
  const { ticket, title, movedTo } = subject;
  const heading = `${ticketName(ticket)} · ${title ?? 'To be sorted'}`;
  const rest = movedTo === undefined ? body(subject) : [paragraph(`Moved to ${movedTo}.`)];
  return {
    text: `Ticket ${clip(heading, 140)}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: clip(heading, 140), emoji: false } },
      ...rest,
    ],
  };
}

function body(subject: CardSubject): KnownBlock[] {
  const { ticket, record, link } = subject;
  return [
    ...notices(subject),
    customerBlock(record.identity),
    summaryBlock(subject),
    { type: 'divider' },
    ...recordsOf(subject),
    originBlock(subject, link),
    ...(ticket.status === 'resolved' ? [] : [ticketActions(subject)]),
  ];
}

/** Why the ticket is here, where that is not plain. */
function notices({ ticket, record, resolvedBy }: CardSubject): KnownBlock[] {
  const said = [
    ticket.status === 'resolved' ? `Resolved by ${clip(resolvedBy ?? 'an agent', 80)}.` : null,
    record.decision?.reason ?? null,
  ];
  return said
    .filter((words) => words !== null)
    .map((words) => paragraph({ bold: clip(words, 500) }));
}

function customerBlock(identity: Identity | undefined): KnownBlock {
  if (!identity) return paragraph({ bold: 'Customer: ' }, 'unknown');
  const { name, email, typedEmail } = identity;
  const address = email.status === 'trusted' ? ` · ${clip(email.address, 200)}` : '';
  const typed =
    typedEmail === null || (email.status === 'trusted' && isSameEmail(email.address, typedEmail))
      ? ''
      : ` They typed ${clip(typedEmail, 200)}, which is not confirmed and opens no records.`;
  return paragraph(
    { bold: 'Customer: ' },
    `${clip(name, 120)}${address}\n${explainEmailTrust(email)}${typed}`,
  );
}

function isSameEmail(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function recordsOf({ record, recordsWithheld }: CardSubject): KnownBlock[] {
  if (!record.context) return [];
  const sections = record.context.sections.filter(
    ({ personal }) => !(personal && recordsWithheld !== undefined),
  );
  const explanation = recordsWithheld ?? explain(record.context);
  return [paragraph(explanation), ...recordBlocks(sections)];
}

function explain({ account, sections }: CustomerRecords): string {
  const callsForNone = account.status === 'found' && sections.length === 0;
  return callsForNone ? NONE_CALLED_FOR : explainRecords(account);
}

const NONE_CALLED_FOR = 'An account has this email. No records are called for here.';

/** Nothing in its mrkdwn is anybody's text. */
function originBlock({ ticket, escalatedBy }: CardSubject, link: string | undefined): KnownBlock {
  const where =
    link === undefined ? 'In direct messages with the bot.' : `<${link}|Open the conversation>`;
  return {
    type: 'context',
    elements: [
      {
        type: 'plain_text',
        text: `Escalated by ${clip(escalatedBy, 120)} (${doors[ticket.door]})`,
        emoji: false,
      },
      { type: 'mrkdwn', text: dateToken(ticket.escalated_at) },
      { type: 'mrkdwn', text: where },
    ],
  };
}

const doors: Record<Ticket['door'], string> = {
  command: '/escalate',
  form: '/escalate',
  button: 'button',
  shortcut: 'message shortcut',
  mention: 'mention',
  text: '!escalate',
};
