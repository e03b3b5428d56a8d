import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomerRecords } from '../../src/customers/records/records.ts';
import type { Ask } from '../../src/llm/ask.ts';
import { classify } from '../../src/triage/classify.ts';
import { classificationSchema } from '../../src/triage/classify-question.ts';
import { describeCase, describeRecords, opinionSchema } from '../../src/triage/route-question.ts';
import { summarize } from '../../src/triage/summarize.ts';
import { categories } from '../support/categories.ts';

const lines = [{ speaker: 'CUSTOMER', text: 'I am ann@gmail.com and want a refund' }];
const deadline = new AbortController().signal;

/** A model that gives this answer, and what it was asked. */
function modelThat(answers: object): { ask: Ask; inputs: string[] } {
  const inputs: string[] = [];
  return {
    inputs,
    ask: async ({ input, answer }) => {
      inputs.push(input);
      return answer.parse(answers);
    },
  };
}

test('a model sees stand-ins, and its classification is stored with what they stand for', async () => {
  const { ask, inputs } = modelThat({
    reasoning: '<EMAIL_1> wants money back.',
    category: 'billing',
    email: '<EMAIL_1>',
  });

  const classification = await classify({ lines, categories, ask, deadline });

  assert.deepEqual(inputs, ['CUSTOMER: I am <EMAIL_1> and want a refund']);
  assert.deepEqual(classification, {
    reasoning: 'ann@gmail.com wants money back.',
    category: 'billing',
    email: 'ann@gmail.com',
    engine: { kind: 'model' },
  });
});

test('a model that found no email says so', async () => {
  const { ask } = modelThat({ reasoning: 'A refund.', category: 'billing', email: null });

  assert.equal((await classify({ lines, categories, ask, deadline })).email, null);
});

test('a summary is stored with what its stand-ins stand for, and without a secret', async () => {
  const { ask, inputs } = modelThat({
    agent_type: 'billing',
    summary: ' <EMAIL_1> paid with 4111 1111 1111 1111 and wants it back.\n',
  });

  const opinion = await summarize({
    lines,
    category: 'billing',
    records: undefined,
    categories,
    ask,
    deadline,
  });

  assert.match(inputs[0] ?? '', /^<transcript>\nCUSTOMER: I am <EMAIL_1> and want a refund\n/);
  assert.match(opinion.summary, /^ann@gmail\.com paid with .+ and wants it back\.$/);
  assert.doesNotMatch(opinion.summary, /4111/);
});

test('without a model the first opinion is also the second, or else the keywords are', async () => {
  const question = { lines, records: undefined, categories, ask: undefined, deadline };

  const classified = await summarize({ ...question, category: 'sale' });
  const unclassified = await summarize({ ...question, category: undefined });

  assert.equal(classified.agentType, 'sale');
  assert.equal(unclassified.agentType, 'billing');
  assert.deepEqual(classified.engine, { kind: 'offline', because: 'no-model' });
});

const notes: [CustomerRecords['account'], string][] = [
  [
    { status: 'found', account: { id: '7', email: 'ann@shop.example', name: 'Ann' } },
    'These are the records of the account with this email.',
  ],
  [{ status: 'unknown' }, 'No account has this email.'],
  [{ status: 'ambiguous' }, 'This email belongs to more than one account, so none was opened.'],
  [
    { status: 'untrusted-email' },
    'No personal records were opened, because Slack vouches for no email.',
  ],
  [
    { status: 'no-source' },
    'No customer directory is configured, so there are no records to show.',
  ],
  [{ status: 'unavailable' }, 'The customer directory could not be read, so records are missing.'],
];

for (const [account, note] of notes) {
  test(`records that are ${account.status} are described to the model as such`, () => {
    const facts = [
      { label: 'Charge', value: '5 USD' },
      { label: 'Card', value: 'AMEX' },
    ];
    const section = {
      section: 'billing-details',
      title: 'Billing',
      personal: true,
      facts,
    } as const;

    assert.equal(
      describeCase('CUSTOMER: Hi', describeRecords({ account, sections: [section] })),
      `<transcript>
CUSTOMER: Hi
</transcript>

<records>
${note}

Billing:
- Charge: 5 USD
- Card: AMEX
</records>`,
    );
  });
}

test('before any records are read the model is shown none', () => {
  assert.match(
    describeCase('CUSTOMER: Hi', describeRecords(undefined)),
    /<records>\n\n<\/records>$/,
  );
});

test('a summary without words, or a category that is not the desk’s, is no answer', () => {
  const opinion = opinionSchema(categories);
  const first = classificationSchema(categories);

  assert.ok(opinion.safeParse({ agent_type: 'unclear', summary: 'S.' }).success);
  assert.ok(!opinion.safeParse({ agent_type: 'unclear', summary: '' }).success);
  assert.ok(!opinion.safeParse({ agent_type: 'triage', summary: 'S.' }).success);
  assert.ok(!first.safeParse({ reasoning: 'R.', category: 'triage', email: null }).success);
  assert.equal(Object.keys(first.shape)[0], 'reasoning');
});
