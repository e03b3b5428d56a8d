import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  type Report,
  startAdminServer,
  startWebServer,
} from '../../../src/slack/receiving/web-server.ts';

const works = { database: 'takes writes', slack: 'answers', failed: 3 };

let report: () => Promise<Report>;
const printReport = async () => 'Opened 3\n';
const web = await startWebServer({ port: 0, isReady: async () => (await report()).isReady });
after(web.stop);
const admin = await startAdminServer({
  port: 0,
  host: '127.0.0.1',
  report: () => report(),
  printReport,
});
after(admin.stop);

async function ready(port: number) {
  const answer = await fetch(`http://127.0.0.1:${port}/ready?from=outside`);
  return { status: answer.status, body: await answer.text() };
}

test('/ready is 200 while work is taken, and 503 while none is: only the admin port says more', async () => {
  report = async () => ({ isReady: true, ...works });
  const good = [await ready(web.port), await ready(admin.port)];
  report = async () => ({ isReady: false, ...works });
  const bad = [await ready(web.port), await ready(admin.port)];

  const body = JSON.stringify(works);
  assert.deepEqual(good, [
    { status: 200, body: '' },
    { status: 200, body },
  ]);
  assert.deepEqual(bad, [
    { status: 503, body: '' },
    { status: 503, body },
  ]);
});

test('a report that fails is answered with its own failure, and blames no part of the bot', async () => {
  report = () => Promise.reject(Object.assign(new TypeError('of hunter2'), { code: 'ERR_ODD' }));

  const short = await ready(web.port);
  const whole = await ready(admin.port);

  assert.deepEqual(short, { status: 503, body: '' });
  assert.equal(whole.status, 503);
  assert.partialDeepStrictEqual(JSON.parse(whole.body), {
    report: 'could not be made',
    error: 'TypeError',
    code: 'ERR_ODD',
  });
  assert.doesNotMatch(whole.body, /hunter2|database/);
});

test('a delivery before the bot takes any is to be delivered again', async () => {
  const address = `http://127.0.0.1:${web.port}/slack/events`;

  const { status } = await fetch(address, { method: 'POST', body: '{}' });

  assert.equal(status, 503);
});

test('a second server on the admin port is refused with the setting to look at', async () => {
  const { port } = admin;
  const taken = startAdminServer({ port, host: '127.0.0.1', report, printReport });

  await assert.rejects(taken, {
    message: `ADMIN_PORT: another program listens on port ${port} already. Set ADMIN_PORT to another.`,
  });
});

test('an address that is not of this machine is refused with the setting to look at', async () => {
  const elsewhere = startWebServer({ port: 0, host: '192.0.2.1', isReady: async () => true });

  await assert.rejects(
    elsewhere,
    /^PortUnusable: HOST: it is not possible to listen on 192\.0\.2\.1/,
  );
});
