import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Readiness, startWebServer } from '../../../src/slack/receiving/web-server.ts';

const works = { database: 'takes writes', slack: 'answers', model: 'none' };
const counts = { waiting: { jobs: 1, posts: 2 }, failed: 3 };

let readiness: () => Promise<Readiness>;
const web = await startWebServer({ port: 0, readiness: () => readiness() });
after(web.stop);

async function ready() {
  const answer = await fetch(`http://127.0.0.1:${web.port}/ready?from=outside`);
  return { status: answer.status, body: await answer.json() };
}

test('/ready is 200 with what works and waits, and 503 while no work is taken', async () => {
  readiness = async () => ({ isReady: true, ...works, ...counts });
  const good = await ready();
  readiness = async () => ({ isReady: false, ...works, database: 'takes no writes', ...counts });
  const bad = await ready();
  readiness = () => Promise.reject(new Error('The database is down.'));
  const unknown = await ready();

  assert.deepEqual(good, { status: 200, body: { ...works, ...counts } });
  assert.equal(bad.status, 503);
  assert.deepEqual(unknown, { status: 503, body: { database: 'takes no writes' } });
});

test('a delivery before the bot takes any is to be delivered again', async () => {
  const address = `http://127.0.0.1:${web.port}/slack/events`;

  const { status } = await fetch(address, { method: 'POST', body: '{}' });

  assert.equal(status, 503);
});
