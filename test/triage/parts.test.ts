import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { insertConversation, noteTypedEmail } from '../../src/conversations/conversation-store.ts';
import { insertMessage } from '../../src/conversations/message-store.ts';
import { transcriptHash } from '../../src/conversations/transcript.ts';
import type { Identity } from '../../src/customers/identity.ts';
import type { RecordSource } from '../../src/customers/records/record-source.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { Enqueue } from '../../src/jobs/enqueue.ts';
import { type Ask, ModelFailed, type ModelFailureReason } from '../../src/llm/ask.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import {
  insertTicket,
  loadTriage,
  noteRouted,
  resolveRouted,
  storeTriage,
} from '../../src/tickets/ticket-store.ts';
import { storeClassification } from '../../src/triage/classification-store.ts';
import type { DecidingRules } from '../../src/triage/decide.ts';
import { NoSummaryYet } from '../../src/triage/late-summary.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { categories } from '../support/categories.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);
const run = { signal: new AbortController().signal };
const MINUTE_MS = 60_000;
const NOW = new Date('2026-11-22T12:00:00Z');
const now = () => NOW;
const numbers = Array.from({ length: 60 }, (_, index) => index + 1).values();
const identity: Identity = {
  user: 'U1',
  name: 'Ann',
  email: { status: 'trusted', address: 'ann@shop.example' },
  typedEmail: null,
};
const offline = { kind: 'offline', because: 'timeout' } as const;

/** Triage whose model answers, and what it asked for and started. */
function newTriage({
  recordSource,
  ask = async ({ answer }) => answer.parse({ agent_type: 'billing', summary: 'Charged twice.' }),
  hasModel = true,
  rules = { whenKeywordsSilent: 'route', whenKeywordsDisagree: 'triage' },
}: {
  rules?: DecidingRules;
  recordSource?: RecordSource;
  ask?: Ask;
  hasModel?: boolean;
} = {}) {
  const asked: string[] = [];
  const routed: string[] = [];
  const enqueued: { kind: string; startAfter?: Date | undefined }[] = [];
  const enqueue: Enqueue = async (_transaction, { kind, startAfter }) => {
    enqueued.push({ kind: kind.name, startAfter });
  };
  const outbox = createOutbox({ enqueue, newId: randomUUID, now });
  const noteAndAsk: Ask = (question) => {
    asked.push(question.name);
    return ask(question);
  };
  const triage = createTriage({
    database,
    customers: { identify: async () => identity },
    recordSource,
    categories,
    rules,
    ask: hasModel ? noteAndAsk : undefined,
    fetchThread: async () => {},
    routeToAgent: async ({ category }) => {
      routed.push(category);
    },
    moved: {
      notesOfMove: async () => ({ moves: [], notes: [], left: 0, unread: [] }),
      async routeMoved({ ticket, store }) {
        await database.transaction(store);
        routed.push(ticket.destination);
      },
    },
    outbox,
    enqueue,
    onRecordsFailure: () => {},
    modelTimeMs: MINUTE_MS,
    lateSummaryAfterMs: 2 * MINUTE_MS,
    now,
    checkpoint: () => {},
  });
  return { triage, asked, routed, enqueued, outbox };
}

/** A ticket that is yet to be triaged. */
async function escalate(id: string, { at = now() } = {}): Promise<void> {
  await database.transaction(async (transaction) => {
    await insertConversation(transaction, {
      id,
      team: 'T1',
      channel: 'D1',
      place: 'direct',
      customer: 'U1',
      at: now(),
    });
    await insertTicket(transaction, {
      id,
      team: 'T1',
      number: numbers.next().value ?? 0,
      conversation_id: id,
      door: 'text',
      escalated_by: 'U1',
      escalated_at: at,
      transcript_until: '1.000000',
    });
  });
}

/** What a ticket's customer wrote. */
async function say(id: string, text: string): Promise<void> {
  const ts = `0.${String(numbers.next().value ?? 0).padStart(6, '0')}`;
  await database.transaction((transaction) =>
    insertMessage(transaction, {
      team: 'T1',
      channel: 'D1',
      ts,
      root: ts,
      conversation_id: id,
      author: 'U1',
      role: 'customer',
      text,
      files: [],
      is_escalation_request: false,
      revision: ts,
    }),
  );
}

/** A ticket that went out to sales without the model. */
async function openTicket(id: string, { at = now() } = {}): Promise<void> {
  await escalate(id, { at });
  await database.transaction(async (transaction) => {
    await noteRouted(transaction, { id, destination: 'billing', at: now() });
    await storeTriage(transaction, id, {
      classification: { reasoning: '', category: 'sale', email: null, engine: offline },
      identity,
      records: { account: { status: 'no-source' }, sections: [] },
      opinion: { agentType: 'sale', summary: 'Own words.', engine: offline },
      decision: { destination: 'sale', reason: null },
    });
  });
}

test('a late summary that comes while a move gathers records is kept, and so are the records', async () => {
  await openTicket('moved');
  const gathering = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const slowSource: RecordSource = {
    findAccounts: async () => [{ id: '7', email: 'ann@shop.example', name: 'Ann' }],
    sections: {
      'billing-details': async () => {
        gathering.resolve();
        await mayEnd.promise;
        return [{ label: 'Charge', value: '5 USD' }];
      },
    },
  };
  const { triage } = newTriage({ recordSource: slowSource });

  const moving = triage.routeMovedTicket({ ticketId: 'moved', destination: 'billing' });
  await gathering.promise;
  await triage.addLateSummary({ ticketId: 'moved' }, run);
  mayEnd.resolve();
  await moving;

  const { opinion, records, decision } = await loadTriage(database.queries, 'moved');
  assert.equal(opinion?.summary, 'Charged twice.');
  assert.deepEqual(records?.sections[0]?.facts, [{ label: 'Charge', value: '5 USD' }]);
  assert.deepEqual(decision, { destination: 'billing', reason: null });
});

test('a late summary is not asked for once a ticket has one, or is resolved', async () => {
  await openTicket('summarized');
  await openTicket('resolved');
  await database.transaction((transaction) =>
    resolveRouted(transaction, { id: 'resolved', user: 'UAMY', at: now() }),
  );
  const { triage, asked } = newTriage();

  await triage.addLateSummary({ ticketId: 'summarized' }, run);
  await triage.addLateSummary({ ticketId: 'summarized' }, run);
  await triage.addLateSummary({ ticketId: 'resolved' }, run);

  assert.deepEqual(asked, ['route_to_agent']);
});

test('a late summary is asked for until a day after the escalation, and then no more', async () => {
  await openTicket('of-today', { at: new Date(NOW.getTime() - 23 * 60 * MINUTE_MS) });
  await openTicket('of-yesterday', { at: new Date(NOW.getTime() - 25 * 60 * MINUTE_MS) });
  const { triage, asked } = newTriage({
    ask: async () => {
      throw new ModelFailed('unavailable', 'The model is down.');
    },
  });

  await assert.rejects(triage.addLateSummary({ ticketId: 'of-today' }, run), NoSummaryYet);
  await triage.addLateSummary({ ticketId: 'of-yesterday' }, run);

  assert.deepEqual(asked, ['route_to_agent']);
});

/** What becomes of a ticket's summary, by why the model gave none. */
const askedAgain: [ModelFailureReason, number | undefined][] = [
  ['timeout', 2],
  ['rate-limited', 2],
  ['unavailable', 2],
  ['circuit-open', 2],
  ['quota', 23 * 60],
  ['refused', undefined],
  ['invalid-answer', undefined],
  ['rejected', undefined],
  ['wrong-key', undefined],
  ['unknown-model', undefined],
  ['no-model-server', undefined],
  ['too-long', undefined],
];

for (const [reason, minutes] of askedAgain) {
  test(`after ${reason} the summary is asked for ${minutes ? `in ${minutes} minutes` : 'no more'}`, async () => {
    const failing = async () => {
      throw new ModelFailed(reason, 'The model failed.');
    };
    await escalate(reason);
    await openTicket(`${reason}-late`);
    const { triage, enqueued } = newTriage({ ask: failing });

    await triage.triageTicket({ ticketId: reason }, run);
    const late = triage.addLateSummary({ ticketId: `${reason}-late` }, run);

    if (minutes === 2) await assert.rejects(late, NoSummaryYet);
    else await late;
    const startAfter = minutes && new Date(NOW.getTime() + minutes * MINUTE_MS);
    const planned = { kind: 'late-summary', startAfter };
    const times = { 2: 1, [23 * 60]: 2 }[minutes ?? 0] ?? 0;
    assert.deepEqual(enqueued, Array(times).fill(planned));
  });
}

test('what all questions about a ticket took is added up on it, also of those that failed', async () => {
  await escalate('counted');
  let isDown = true;
  const { triage } = newTriage({
    ask: async ({ name, answer, onUse }) => {
      onUse?.({ calls: 1, tokensIn: 0, tokensOut: 0 });
      if (name === 'route_to_agent' && isDown) throw new ModelFailed('timeout', 'Too late.');
      onUse?.({ calls: 1, tokensIn: 300, tokensOut: 40 });
      return answer.parse({ ...classified, agent_type: 'billing', summary: 'Charged twice.' });
    },
  });

  await triage.triageTicket({ ticketId: 'counted' }, run);
  const first = (await loadTriage(database.queries, 'counted')).modelUse;
  await assert.rejects(triage.addLateSummary({ ticketId: 'counted' }, run), NoSummaryYet);
  isDown = false;
  await database.transaction((transaction) =>
    noteRouted(transaction, { id: 'counted', destination: 'billing', at: now() }),
  );
  await triage.addLateSummary({ ticketId: 'counted' }, run);

  const { modelUse, opinion } = await loadTriage(database.queries, 'counted');
  assert.deepEqual(first, { calls: 3, tokensIn: 300, tokensOut: 40 });
  assert.deepEqual(modelUse, { calls: 6, tokensIn: 600, tokensOut: 80 });
  assert.equal(opinion?.summary, 'Charged twice.');
});

const classified = { reasoning: 'A charge.', category: 'billing', email: null };

/** A company that keeps a charge and what is for sale. */
const shop: RecordSource = {
  findAccounts: async () => [{ id: '7', email: 'ann@shop.example', name: 'Ann' }],
  sections: {
    'billing-details': async () => [{ label: 'Charge', value: '5 USD' }],
    'sale-items': async () => [{ label: 'Monitor', value: '90 USD' }],
  },
};

/** A model that classifies so, then calls for these agents. */
function modelSays(category: string, agentType = category): Ask {
  return async ({ name, input, answer }) => {
    if (name === 'classification') {
      return answer.parse({ reasoning: 'So it seems.', category, email: null });
    }
    const seen = input.includes('5 USD') ? 'Charged 5 USD.' : 'Charged.';
    return answer.parse({ agent_type: agentType, summary: seen });
  };
}

const careful = { whenKeywordsSilent: 'triage', whenKeywordsDisagree: 'triage' } as const;

test('a ticket that the model alone names a category of goes to triage, without records', async () => {
  await escalate('alone');
  await say('alone', 'My thing is odd');
  const { triage, routed } = newTriage({
    recordSource: shop,
    ask: modelSays('billing'),
    rules: careful,
  });

  await triage.triageTicket({ ticketId: 'alone' }, run);

  const { records, opinion, votes, decision } = await loadTriage(database.queries, 'alone');
  assert.deepEqual(routed, ['triage']);
  assert.deepEqual(records?.sections, []);
  assert.equal(opinion?.summary, 'Charged.');
  assert.deepEqual(decision?.reason, { code: 'keywords-silent', model: 'billing' });
  assert.deepEqual(votes, {
    classification: 'billing',
    agentType: 'billing',
    keywords: { category: 'unclear', found: [] },
  });

  await database.transaction((transaction) =>
    noteRouted(transaction, { id: 'alone', destination: 'billing', at: now() }),
  );
  await triage.routeMovedTicket({ ticketId: 'alone', destination: 'billing' });

  const moved = await loadTriage(database.queries, 'alone');
  assert.deepEqual(
    moved.records?.sections.map(({ section }) => section),
    ['billing-details'],
  );
  assert.deepEqual(moved.votes, votes, 'who named what stays');
});

test('a ticket gets the records of the side that the keywords take', async () => {
  await escalate('sided');
  await say('sided', 'I want to buy a monitor');
  const { triage, routed } = newTriage({
    recordSource: shop,
    ask: modelSays('billing', 'sale'),
    rules: careful,
  });

  await triage.triageTicket({ ticketId: 'sided' }, run);

  const { records } = await loadTriage(database.queries, 'sided');
  assert.deepEqual(routed, ['sale']);
  assert.deepEqual(
    records?.sections.map(({ section }) => section),
    ['sale-items'],
  );
});

test('where the second opinion sends a ticket to triage, no record and no summary of one goes along', async () => {
  await escalate('late');
  await say('late', 'My thing is odd');
  const { triage, routed, asked } = newTriage({
    recordSource: shop,
    ask: modelSays('billing', 'sale'),
    rules: { whenKeywordsSilent: 'route', whenKeywordsDisagree: 'triage' },
  });

  await triage.triageTicket({ ticketId: 'late' }, run);

  const { records, opinion, decision } = await loadTriage(database.queries, 'late');
  assert.deepEqual(routed, ['triage']);
  assert.equal(decision?.reason?.code, 'split');
  assert.deepEqual(records?.sections, []);
  assert.equal(opinion?.summary, 'Charged.');
  assert.deepEqual(asked, ['classification', 'route_to_agent', 'route_to_agent']);
});

test('a move that is overtaken by another, or by the end, delivers nothing', async () => {
  await openTicket('overtaken');
  const { triage, routed } = newTriage();

  await triage.routeMovedTicket({ ticketId: 'overtaken', destination: 'support' });
  await triage.routeMovedTicket({ ticketId: 'overtaken', destination: 'billing' });
  await database.transaction((transaction) =>
    resolveRouted(transaction, { id: 'overtaken', user: 'UAMY', at: now() }),
  );
  await triage.routeMovedTicket({ ticketId: 'overtaken', destination: 'billing' });

  assert.deepEqual(routed, ['billing']);
});

test('a card that is there is updated with the records of a move', async () => {
  await openTicket('returned');
  const { triage, enqueued, outbox } = newTriage();
  const about = { ticketId: 'returned' };
  await database.transaction((transaction) =>
    outbox.postOnce(transaction, { team: 'T1', channel: 'CB', kind: 'ticket-card', about }),
  );
  enqueued.length = 0;

  await triage.routeMovedTicket({ ticketId: 'returned', destination: 'billing' });

  assert.deepEqual(enqueued, [{ kind: 'deliver-message', startAfter: undefined }]);
});

test('the model’s time counts from the escalation on, and it is asked again later', {
  timeout: 10_000,
}, async () => {
  await escalate('waited', { at: new Date(NOW.getTime() - 5 * MINUTE_MS) });
  const { triage, asked, routed, enqueued } = newTriage({
    ask: async ({ signal }) => {
      if (!signal.aborted) await once(signal, 'abort');
      throw new ModelFailed('timeout', 'The model did not answer in time.');
    },
  });

  await triage.triageTicket({ ticketId: 'waited' }, run);

  assert.deepEqual(asked, ['classification', 'route_to_agent']);
  assert.deepEqual(routed, ['triage']);
  const startAfter = new Date(NOW.getTime() + 2 * MINUTE_MS);
  assert.deepEqual(enqueued, [{ kind: 'late-summary', startAfter }]);
});

test('a stored classification is not asked for again, with its second problem or, of an older bot, without', async () => {
  const ofModel = {
    reasoning: 'A charge.',
    category: 'billing',
    email: null,
    engine: { kind: 'model' } as const,
  };
  const secondProblem = { category: 'support', messages: ['D1:0.000001'] };
  await escalate('asked-by-this');
  await escalate('asked-by-older');
  await database.transaction(async (transaction) => {
    const transcript = { transcriptHash: transcriptHash('') };
    const newer = { conversationId: 'asked-by-this', ...transcript };
    await storeClassification(transaction, newer, { ...ofModel, secondProblem });
    const older = { conversationId: 'asked-by-older', ...transcript };
    await storeClassification(transaction, older, ofModel);
  });
  const { triage, asked } = newTriage();

  await triage.triageTicket({ ticketId: 'asked-by-this' }, run);
  await triage.triageTicket({ ticketId: 'asked-by-older' }, run);

  const [byThis, byOlder] = [
    await loadTriage(database.queries, 'asked-by-this'),
    await loadTriage(database.queries, 'asked-by-older'),
  ];
  assert.deepEqual(asked, ['route_to_agent', 'route_to_agent']);
  assert.deepEqual(byThis.classification, ofModel);
  assert.deepEqual(byThis.secondProblem, secondProblem);
  assert.deepEqual(byOlder.classification, ofModel);
  assert.equal(byOlder.secondProblem, undefined);
});

test('a ticket that agents have is not triaged again', async () => {
  await openTicket('routed');
  const { triage, asked, routed } = newTriage();

  await triage.triageTicket({ ticketId: 'routed' }, run);

  assert.deepEqual({ asked, routed }, { asked: [], routed: [] });
});

test('the email that is noted on a ticket is the one that was asked for, or else the one in its words', async () => {
  await escalate('asked');
  await escalate('found');
  await say('found', 'My email is found@gmail.com');
  await database.transaction((transaction) =>
    noteTypedEmail(transaction, { id: 'asked', customer: 'U1', email: 'asked@gmail.com' }),
  );
  await database.transaction((transaction) =>
    noteTypedEmail(transaction, { id: 'found', customer: 'U2', email: 'forged@gmail.com' }),
  );
  const { triage, enqueued } = newTriage({
    ask: async ({ answer }) =>
      answer.parse({
        reasoning: 'A charge.',
        category: 'billing',
        email: 'invented@gmail.com',
        agent_type: 'billing',
        summary: 'Charged twice.',
      }),
  });

  for (const ticketId of ['asked', 'found']) await triage.triageTicket({ ticketId }, run);

  for (const ticketId of ['asked', 'found']) {
    const { identity: found } = await loadTriage(database.queries, ticketId);
    assert.equal(found?.typedEmail, `${ticketId}@gmail.com`);
  }
  assert.deepEqual(enqueued, []);
});

test('where there is no model, none is asked for a late summary', async () => {
  await escalate('without-model');
  const { triage, routed, enqueued } = newTriage({ hasModel: false });

  await triage.triageTicket({ ticketId: 'without-model' }, run);

  assert.deepEqual({ routed, enqueued }, { routed: ['triage'], enqueued: [] });
});
