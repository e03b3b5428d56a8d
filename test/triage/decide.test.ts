import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Votes } from '../../src/tickets/triage-record.ts';
import { type DecidingRules, decide } from '../../src/triage/decide.ts';
import { votesOf } from '../../src/triage/votes.ts';

const careful = { whenKeywordsSilent: 'triage', whenKeywordsDisagree: 'triage' } as const;

type Row = {
  /** What the two calls of the model said; undefined: it did not answer. */
  model: [string | undefined, string | undefined];
  keywords: string;
  verifier?: string;
  rules?: Partial<DecidingRules>;
  goesTo: string;
  because?: string;
};

const table: Row[] = [
  // Two who agree.
  { model: ['billing', 'billing'], keywords: 'billing', goesTo: 'billing' },
  { model: ['billing', undefined], keywords: 'billing', goesTo: 'billing' },
  { model: [undefined, 'billing'], keywords: 'billing', goesTo: 'billing' },
  { model: ['billing', 'billing'], keywords: 'billing', verifier: 'billing', goesTo: 'billing' },
  // No model.
  { model: [undefined, undefined], keywords: 'sale', goesTo: 'sale' },
  { model: [undefined, undefined], keywords: 'unclear', goesTo: 'triage', because: 'unclear' },
  // Keywords are silent: the model is alone, however often it says so.
  {
    model: ['billing', 'billing'],
    keywords: 'unclear',
    goesTo: 'triage',
    because: 'keywords-silent',
  },
  {
    model: ['billing', 'billing'],
    keywords: 'unclear',
    rules: { whenKeywordsDisagree: 'model' },
    goesTo: 'triage',
    because: 'keywords-silent',
  },
  {
    model: ['billing', 'billing'],
    keywords: 'unclear',
    rules: { whenKeywordsSilent: 'route' },
    goesTo: 'billing',
  },
  {
    model: ['billing', undefined],
    keywords: 'unclear',
    goesTo: 'triage',
    because: 'keywords-silent',
  },
  // Keywords name another.
  {
    model: ['billing', 'billing'],
    keywords: 'sale',
    goesTo: 'triage',
    because: 'keywords-disagree',
  },
  {
    model: ['billing', 'billing'],
    keywords: 'sale',
    rules: { whenKeywordsSilent: 'route' },
    goesTo: 'triage',
    because: 'keywords-disagree',
  },
  {
    model: ['billing', 'billing'],
    keywords: 'sale',
    rules: { whenKeywordsDisagree: 'model' },
    goesTo: 'billing',
  },
  {
    model: ['billing', 'billing'],
    keywords: 'sale',
    rules: { whenKeywordsDisagree: 'keywords' },
    goesTo: 'sale',
  },
  // The model's calls differ, or another model disagrees.
  { model: ['billing', 'sale'], keywords: 'unclear', goesTo: 'triage', because: 'split' },
  { model: ['billing', 'sale'], keywords: 'support', goesTo: 'triage', because: 'split' },
  { model: ['billing', 'sale'], keywords: 'sale', goesTo: 'sale' },
  { model: ['billing', 'sale'], keywords: 'billing', goesTo: 'billing' },
  { model: ['unclear', 'sale'], keywords: 'unclear', goesTo: 'triage', because: 'split' },
  { model: ['sale', 'unclear'], keywords: 'unclear', goesTo: 'triage', because: 'split' },
  {
    model: ['billing', 'sale'],
    keywords: 'unclear',
    rules: { whenKeywordsSilent: 'route', whenKeywordsDisagree: 'model' },
    goesTo: 'triage',
    because: 'split',
  },
  {
    model: ['billing', 'billing'],
    keywords: 'unclear',
    verifier: 'sale',
    rules: { whenKeywordsSilent: 'route' },
    goesTo: 'triage',
    because: 'split',
  },
  { model: ['billing', 'billing'], keywords: 'billing', verifier: 'sale', goesTo: 'billing' },
  { model: ['billing', 'billing'], keywords: 'sale', verifier: 'sale', goesTo: 'sale' },
  // Unclear is an answer, and nothing confirms it into a category.
  { model: ['unclear', 'unclear'], keywords: 'unclear', goesTo: 'triage', because: 'unclear' },
  { model: ['unclear', 'unclear'], keywords: 'sale', goesTo: 'triage', because: 'unclear' },
  {
    model: ['unclear', 'unclear'],
    keywords: 'sale',
    rules: { whenKeywordsSilent: 'route', whenKeywordsDisagree: 'keywords' },
    goesTo: 'triage',
    because: 'unclear',
  },
];

for (const { model, keywords, verifier, rules = {}, goesTo, because } of table) {
  const other = verifier === undefined ? '' : `, another model ${verifier}`;
  const set = Object.entries(rules).map(([name, value]) => ` (${name}: ${value})`);
  const said = `the model says ${model.join(' and ')}, keywords ${keywords}${other}`;
  test(`${said}${set.join('')}: the ticket goes to ${goesTo}`, () => {
    const votes: Votes = {
      classification: model[0],
      agentType: model[1],
      verifier,
      keywords: { category: keywords, found: ['a word'] },
    };

    const decision = decide(votes, { ...careful, ...rules });

    assert.equal(decision.destination, goesTo);
    assert.equal(decision.reason?.code, because);
  });
}

test('who disagrees is named in the reason', () => {
  const keywords = { category: 'sale', found: ['price', 'open * account'] };

  const { reason } = decide({ classification: 'billing', agentType: 'billing', keywords }, careful);

  assert.deepEqual(reason, {
    code: 'keywords-disagree',
    model: 'billing',
    keywords: 'sale',
    found: ['price', 'open * account'],
    like: undefined,
  });
});

test('what the offline engine answered in the place of a model is no vote of a model', () => {
  const engine = { kind: 'offline', because: 'timeout' } as const;

  const votes = votesOf({
    classification: { category: 'billing', engine },
    opinion: { agentType: 'billing', engine },
    offline: { category: 'billing', margin: 0.1, found: ['bill'] },
  });

  assert.equal(votes.classification, undefined);
  assert.equal(votes.agentType, undefined);
  assert.equal(votes.keywords.category, 'unclear', 'not clear enough');
});
