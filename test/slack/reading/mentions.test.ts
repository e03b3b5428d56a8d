import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentions } from '../../../src/slack/reading/mentions.ts';
import { SlackMessage } from '../../../src/slack/reading/slack-message.ts';

function isMention(shape: object): boolean {
  return mentions(SlackMessage.parse({ ts: '1.000000', user: 'U1', ...shape }), 'UBOT');
}

const bot = { type: 'user', user_id: 'UBOT' };
const code = { ...bot, style: { code: true } };
const richText = (type: string, ...elements: object[]) => ({
  text: 'a <@UBOT>',
  blocks: [{ type: 'rich_text', elements: [{ type, elements }] }],
});

test('a mention is what the author typed as one', () => {
  const item = { type: 'rich_text_section', elements: [bot] };
  for (const shape of [
    { text: 'hi <@UBOT>' },
    { text: 'hi <@UBOT|handoff>' },
    { text: '&gt; quoted\n<@UBOT> hi' },
    { text: '<@UBOT>', blocks: 'none' },
    richText('rich_text_section', bot),
    richText('rich_text_list', item),
  ]) {
    assert.equal(isMention(shape), true, JSON.stringify(shape));
  }
});

test('what is quoted, code, forwarded or typed as plain letters is none', () => {
  const attachments = [{ is_share: true, text: '<@UBOT> hi' }];
  for (const shape of [
    {},
    { text: 'hi &lt;@UBOT&gt;' },
    { text: 'hi <@UOTHER>' },
    { text: '&gt; <@UBOT> hi' },
    { text: 'look\n&gt;&gt;&gt; one\n<@UBOT> hi' },
    { text: 'see `<@UBOT>`' },
    { text: 'see ```\n<@UBOT>\n```' },
    { text: 'look', attachments },
    richText('rich_text_quote', bot),
    richText('rich_text_preformatted', bot),
    richText('rich_text_section', code),
  ]) {
    assert.equal(isMention(shape), false, JSON.stringify(shape));
  }
});
