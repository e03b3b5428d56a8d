import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shownWords } from '../../../src/conversations/transcript.ts';
import { messageWords } from '../../../src/slack/reading/message-words.ts';
import { SlackMessage } from '../../../src/slack/reading/slack-message.ts';
import { messageShape, wordsOfShape } from '../../support/random-shapes.ts';

const names = { user: () => undefined, channel: () => undefined };

function read(shape: object) {
  const message = SlackMessage.parse({ ts: '1.000000', user: 'U1', ...shape });
  return messageWords(message, { names, revision: '1.000000' });
}

test('words that stand anywhere in a message are read, or it is noted that some were left out', () => {
  fc.assert(
    fc.property(messageShape, (shape) => {
      const { text, files, leftOut } = read(shape);
      const shown = shownWords({ text, files });
      const lost = wordsOfShape(shape).filter((word) => !shown.includes(word));
      assert.ok(lost.length === 0 || leftOut.length > 0, lost.join(' '));
    }),
    { seed: 20_261_126, numRuns: 500 },
  );
});

test('a message of any shape at all is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (blocks, attachments, files) => {
      read({ text: blocks, blocks, attachments, files });
      read({ blocks: [blocks], attachments: [attachments], files: [files] });
    }),
    { seed: 20_261_126, numRuns: 500 },
  );
});
