import assert from 'node:assert/strict';
import { test } from 'node:test';
import { submitterIn } from '../../../src/slack/reading/submitter.ts';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', block_id: 'who', text: mrkdwn(text) });
const user = (user_id: string) => ({ type: 'user', user_id });
const richText = (...elements: object[]) => ({
  type: 'rich_text',
  block_id: 'who',
  elements: [{ type: 'rich_text_section', elements }],
});
const fields = {
  type: 'section',
  block_id: 'who',
  fields: [mrkdwn('<@U1>'), mrkdwn('I saw <@U2> and <@U3>')],
};

test('the submitter is the one user whom the app’s own block mentions', () => {
  for (const block of [
    section('From <@U1>'),
    section('<@U1|ann> (<@U1>)'),
    { type: 'context', block_id: 'who', elements: [{ type: 'image' }, mrkdwn('by <@U1>')] },
    richText({ type: 'text', text: 'From ' }, user('U1')),
  ]) {
    assert.equal(submitterIn([section('x'), block].slice(1), { block: 'who' }), 'U1');
    assert.equal(submitterIn([{ type: 'divider' }, block], { block: 1 }), 'U1');
  }
  assert.equal(submitterIn([fields], { block: 'who', field: 0 }), 'U1');
});

test('two candidates, another block, plain text and what is no block name nobody', () => {
  for (const blocks of [
    [section('<@U1> says <@U2>')],
    [richText(user('U1'), user('U2'))],
    [section('<@U1>'), section('<@U1>')],
    [fields],
    [section('&lt;@U1&gt; @U1 <#C1>')],
    [{ type: 'section', block_id: 'who', text: { type: 'plain_text', text: '<@U1>' } }],
    [{ type: 'header', block_id: 'who', text: mrkdwn('<@U1>') }],
    [{ ...section('<@U1>'), block_id: 'issue' }],
    [{ ...richText(), elements: 'none' }],
    undefined,
    'none',
  ]) {
    assert.equal(submitterIn(blocks, { block: 'who' }), undefined, JSON.stringify(blocks));
  }
  assert.equal(submitterIn([section('<@U1>')], { block: 1 }), undefined);
  assert.equal(submitterIn([section('<@U1>')], { block: 'who', field: 0 }), undefined);
});
