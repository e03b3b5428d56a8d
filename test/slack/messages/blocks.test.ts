import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KnownBlock } from '@slack/web-api';
import { z } from 'zod';
import type { Identity } from '../../../src/customers/identity.ts';
import type { Section } from '../../../src/customers/records/records.ts';
import type { Category } from '../../../src/desk/desk.ts';
import { summaryBlock } from '../../../src/slack/messages/card-summary.ts';
import { clip } from '../../../src/slack/messages/clip.ts';
import { customerBlock } from '../../../src/slack/messages/customer-block.ts';
import { decisionText } from '../../../src/slack/messages/decision-text.ts';
import { english } from '../../../src/slack/messages/english.ts';
import { pickForm } from '../../../src/slack/messages/forms.ts';
import { recordBlocks } from '../../../src/slack/messages/record-blocks.ts';
import { recordsWithheld } from '../../../src/slack/messages/records-withheld.ts';
import { paragraph } from '../../../src/slack/messages/rich-text.ts';
import { ticketActions } from '../../../src/slack/messages/ticket-actions.ts';
import { createWords } from '../../../src/slack/messages/words.ts';
import type { Ticket } from '../../../src/tickets/ticket.ts';

const LONG = 'x'.repeat(5_000);

const ticket: Ticket = {
  id: 'ticket-1',
  team: 'T1',
  number: 7,
  conversation_id: 'conversation-1',
  status: 'routed',
  door: 'command',
  escalated_by: 'U1',
  escalated_at: new Date(1_700_000_000_000),
  transcript_until: '1.000001',
  destination: 'c0',
  routed_at: null,
  holder: null,
  holder_since: null,
  holder_set_by: null,
  answered_at: null,
  turn_since: new Date(1_700_000_000_000),
  first_answered_at: null,
  reminded_at: null,
  closes_at: null,
  undone_at: null,
  reopened_by: null,
  is_no_request: false,
  split_from: null,
  merged_into: null,
  problem_of: null,
  snoozed_until: null,
  snoozed_at: null,
  snoozed_by: null,
  resolved_by: null,
  resolved_at: null,
  resolve_reason: null,
};

function categories(count: number): Category[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    title: `Category ${index}`,
    description: '…',
    keywords: [],
    phrases: [],
    examples: [],
    channel: '#agents',
    context: [],
  }));
}

const Option = z.object({ text: z.object({ text: z.string() }) });
const PickForm = z.tuple([z.object({ element: z.object({ options: z.array(Option) }) })]);

/** The words of a block, in their order. */
function wordsOf(block: unknown): string {
  const texts = JSON.stringify(block).matchAll(/"text":("(?:[^"\\]|\\.)*")/g);
  return [...texts].map(([, text]) => JSON.parse(text ?? '""')).join('');
}

function elementsOf(block: KnownBlock) {
  return block.type === 'actions' ? block.elements : assert.fail(`no actions, but ${block.type}`);
}

test('a text is cut to a length, with a mark, and not amid an emoji', () => {
  assert.equal(clip('12345', 5), '12345');
  assert.equal(clip('123456', 5), '1234…');
  assert.equal(clip('123🦊56', 5), '123…');
});

test('a ticket to be sorted has one button a category, at most as many as Slack takes', () => {
  const untitled = { ...ticket, destination: 'triage' };

  const few = elementsOf(ticketActions(untitled, categories(3)));
  const many = elementsOf(ticketActions(untitled, categories(30)));

  assert.equal(wordsOf(few), 'Category 0Category 1Category 2ReplyClaimResolveMore…');
  assert.equal(many.length, 24);
  assert.equal(wordsOf(many.at(-1)), 'More…');
});

test('a ticket of a category has what agents do most on its card', () => {
  const elements = elementsOf(ticketActions(ticket, categories(150)));

  assert.equal(wordsOf(elements), 'ReplyClaimMove to…ResolveMore…');
});

test('the form offers at most ten conversations, each within what Slack takes', () => {
  const choices = Array.from({ length: 12 }, (_, index) => ({
    conversationId: `conversation-${index}`,
    began: index === 0 ? '' : LONG,
  }));

  const form = pickForm({ choices, text: LONG, words: createWords('en', english) });

  const [{ element }] = PickForm.parse(form.blocks);
  const { options } = element;
  assert.equal(options.length, 10);
  assert.equal(options[0]?.text.text, 'A conversation without words');
  assert.ok(options.every(({ text }) => text.text.length <= 75));
  assert.equal(form.private_metadata?.length, 3_000);
});

test('records are cut to what Slack takes, and the card says how much is left out', () => {
  const section: Section = {
    section: 'rewards',
    title: LONG,
    personal: true,
    facts: Array.from({ length: 20 }, (_, index) => ({ label: `Fact ${index}`, value: LONG })),
  };

  const blocks = recordBlocks(Array.from({ length: 6 }, () => section));

  const fields = blocks.map((block) => (block.type === 'section' ? (block.fields ?? []) : []));
  assert.deepEqual(
    fields.map(({ length }) => length),
    Array.from({ length: 5 }, () => [0, 10, 6]).flat(),
  );
  assert.ok(fields.flat().every(({ text }) => text.length <= 120));
  assert.equal(wordsOf(blocks[0]).replace(/^x+/, ''), '… (4 more are not shown)');
  assert.ok(wordsOf(blocks[0]).length < 150);
  assert.doesNotMatch(wordsOf(recordBlocks([{ ...section, facts: [] }])), /not shown/);
});

test('a customer is shown with the email that Slack has confirmed, and one that they typed as not confirmed', () => {
  const trusted = { status: 'trusted', address: 'Jane@shop.example' } as const;
  const guest = { status: 'untrusted', reason: 'guest' } as const;
  const identity = (more: Partial<Identity>): Identity => ({
    user: 'U1',
    name: 'Jane',
    email: trusted,
    typedEmail: null,
    ...more,
  });
  const confirmed = 'Customer: Jane · Jane@shop.example\nEmail confirmed by Slack.';
  const guestText = 'Customer: Jane\nA guest of this workspace.';
  const typed = (address: string) => ` They typed ${address}, which is not confirmed.`;

  const shown = (more: Partial<Identity>) => wordsOf(customerBlock(identity(more), undefined));

  assert.equal(shown({}), confirmed);
  assert.equal(shown({ typedEmail: 'jane@shop.example' }), confirmed);
  assert.equal(shown({ typedEmail: 'j@x.example' }), confirmed + typed('j@x.example'));
  assert.equal(shown({ email: guest }), guestText);
  assert.equal(
    shown({ email: guest, typedEmail: 'jane@shop.example' }),
    guestText + typed('jane@shop.example'),
  );
  assert.ok(shown({ name: LONG, typedEmail: LONG }).length < 600);
  assert.equal(wordsOf(customerBlock(undefined, undefined)), 'Customer: unknown');
});

test('a summary says who wrote it, and is cut to what Slack takes', () => {
  const offline = { kind: 'offline', because: 'no-model' } as const;
  const transcript = [{ speaker: 'CUSTOMER', text: 'I was charged twice' }];
  const withheld = 'Records are left out: this channel is public.';
  const summary = (engine: { kind: 'model' } | typeof offline, withheld?: string) =>
    wordsOf(
      summaryBlock(
        { agentType: 'c0', summary: `They paid ${LONG}`, engine },
        { transcript, withheld },
      ),
    );

  assert.match(summary({ kind: 'model' }), /^Summary \(written by AI\)They paid x+…$/);
  assert.match(summary(offline), /^Summary \(the customer's own words\)They paid/);
  assert.equal(summary(offline).match(/They paid.*/)?.[0].length, 2_500);
  assert.equal(summary({ kind: 'model' }).match(/They paid.*/)?.[0].length, 2_500);
  assert.equal(
    summary({ kind: 'model' }, withheld),
    "Summary (the customer's own words)“I was charged twice”",
  );
  const none = summaryBlock(undefined, { transcript, withheld: undefined });
  assert.equal(wordsOf(none), 'SummaryThere is none yet.');
});

test('why a ticket is in the triage channel is one sentence with the titles of its categories', () => {
  const known = categories(2);
  const undeliverable = (meantFor: string | null, refusal: string) =>
    decisionText({ code: 'undeliverable', meantFor, refusal }, known);

  assert.equal(decisionText({ code: 'unclear' }, known), 'It is unclear which agents this is for.');
  assert.equal(
    decisionText({ code: 'split', classified: 'c0', summarized: 'gone' }, known),
    'This may be for Category 0 or for gone.',
  );
  assert.equal(
    undeliverable('c1', 'restricted_action'),
    'Meant for Category 1, but it could not be posted there: posting in the channel is restricted.',
  );
  assert.equal(
    undeliverable(null, 'not_in_channel'),
    'Meant for other agents, but it could not be posted there: the bot is not in the channel.',
  );
  assert.match(undeliverable('c1', 'odd_code'), /: Slack refused it \(odd_code\)\.$/);
});

test('records go only into a private channel that is not shared', () => {
  const channel = { id: 'C1', name: 'agents', isPrivate: true, isMember: true, isShared: false };

  assert.equal(recordsWithheld(channel), undefined);
  assert.match(recordsWithheld({ ...channel, isPrivate: false }) ?? '', /public/);
  assert.match(recordsWithheld({ ...channel, isShared: true }) ?? '', /shared/);
  assert.match(recordsWithheld(undefined) ?? '', /did not say/);
});

test('a paragraph leaves out pieces without text, which Slack refuses', () => {
  const [section] = paragraph({ bold: 'a' }, '', 'b').elements;

  assert.equal(section?.elements.length, 2);
});
