import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { openDatabase } from '../../src/database/open-database.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { startBot } from '../support/start-bot.ts';

const Messages = z.array(z.looseObject({}));

type Body = Record<string, unknown>;

const oddities: { what: string; times?: number; change: (body: Body) => Body | string }[] = [
  { what: 'comes behind an empty page', times: 1, change: emptyPage },
  { what: 'has nulls wherever something may be missing', change: withNulls },
  { what: 'tells nothing of the replies', change: withoutReplies },
  { what: 'has messages in no shape to be read', change: withUnreadable },
  { what: 'is another’s page at first', times: 1, change: () => '<html>Please log in</html>' },
];

for (const { what, ...oddity } of oddities) {
  test(`what was missed is stored also where the history ${what}`, async (t) => {
    const database = await lastingDatabase();
    const company = await openCompany({ redeliverAfterMs: [] });
    const { slack, help, customer } = company;
    t.after(slack.stop);
    const first = await startBot({ company, database });
    await slack.waitFor(() => slack.calls.some(({ method }) => method.endsWith('history')), {
      what: 'a look at the history before',
    });
    await first.stop();
    slack.deliverTo(undefined);
    const dot = customer('Dot');
    const root = await dot.say(help, 'I was charged for a desk');
    await dot.say(help, 'It never came', { thread: root });
    slack.faults.add({
      method: 'conversations.history',
      channel: help,
      fault: 'answer-changed',
      ...oddity,
    });

    const bot = await startBot({ company, database });
    t.after(bot.stop);
    await slack.waitFor(() => slack.thread(help, root)[2], { what: 'a greeting' });
    await slack.waitFor(() => slack.calls.some(({ method }) => method.endsWith('replies')), {
      what: 'a look at the thread',
      timeoutMs: 3_000,
    });
    await bot.stop();

    assert.deepEqual(await storedWords(database), ['I was charged for a desk', 'It never came']);
  });
}

/** Slack may answer with fewer messages than asked for, and more on the next page. */
function emptyPage(): Body {
  const next_cursor = Buffer.from(`next:${Date.now()}`).toString('base64');
  return { ok: true, messages: [], has_more: true, response_metadata: { next_cursor } };
}

function withNulls(body: Body): Body {
  const nulls = { user: null, thread_ts: null, text: null, files: null, edited: null };
  const replies = { reply_count: null, latest_reply: null };
  const message = { type: 'message', subtype: 'bot_message', ts: '1.000100', bot_id: 'B1' };
  return {
    ...body,
    messages: [...Messages.parse(body.messages), { ...message, ...nulls, ...replies }],
    response_metadata: { next_cursor: null },
  };
}

/** Another's `edited` may be odd too; what cannot be read at all costs only itself. */
function withUnreadable(body: Body): Body {
  const odd = Messages.parse(body.messages).map((message) => ({
    ...message,
    edited: {},
    reply_count: 'one',
    blocks: 'none',
    attachments: [null],
  }));
  const unreadable = [null, 'x', [], {}, { ts: 5 }, { ts: 'soon', user: 'U1', text: 'x' }];
  return { ...body, messages: [...unreadable, ...odd, ...unreadable] };
}

function withoutReplies(body: Body): Body {
  const bare = Messages.parse(body.messages).map(
    ({ reply_count, latest_reply, ...message }) => message,
  );
  return { ...body, messages: bare };
}

async function storedWords(address: Parameters<typeof openDatabase>[0]): Promise<string[]> {
  const database = await openDatabase(address);
  const rows = await database.queries
    .selectFrom('messages')
    .select('text')
    .where('role', '=', 'customer')
    .orderBy('ts')
    .execute();
  await database.close();
  return rows.map(({ text }) => text);
}
