import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import { openWorkspace } from './workspace-bot.ts';
import { silent, webClient } from './workspace-web-client.ts';

const Envelope = z.looseObject({
  type: z.string(),
  body: z.looseObject({}),
  ack: z.custom<(response?: object) => Promise<void>>((value) => typeof value === 'function'),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});
type Envelope = z.infer<typeof Envelope>;

test('events come over a socket and are acknowledged there', async (t) => {
  const { slack, john, received } = await connected(t);

  await slack.as(john).directMessage('hello');
  await slack.delivered();

  const Body = z.object({ event: z.object({ text: z.string(), channel_type: z.string() }) });
  assert.deepEqual(
    received.map(({ body }) => Body.parse(body)),
    [{ event: { text: 'hello', channel_type: 'im' } }],
  );
  assert.equal(slack.deliveries[0]?.status, 'acknowledged');
});

test('a command over a socket is answered in its acknowledgement', async (t) => {
  const { slack, john } = await connected(t, {}, ({ ack }) => ack({ text: 'At once' }));

  const outcome = await slack.as(john).command('/escalate');

  assert.deepEqual(outcome, { status: 'acknowledged', shown: 'At once' });
});

test('an event that is not acknowledged in time is delivered again', async (t) => {
  const options = { redeliverAfterMs: [0], acknowledgeWithinMs: 40 };
  const { slack, john, received } = await connected(t, options, async ({ ack, retry_num }) => {
    if (retry_num) await ack();
  });

  await slack.as(john).directMessage('hello');
  await slack.delivered();

  assert.deepEqual(
    received.map(({ retry_num, retry_reason }) => [retry_num, retry_reason]),
    [
      [0, ''],
      [1, 'http_timeout'],
    ],
  );
});

test('an event without a connected bot is delivered when a bot connects in time', async (t) => {
  const { slack, john, connect } = await furnished(t, { redeliverAfterMs: [0, 2_000] });
  await slack.as(john).directMessage('hello');

  const { received } = await connect();
  await slack.delivered();

  assert.equal(received.length, 1);
  assert.equal(received[0]?.retry_reason, 'connection_failed');
});

test('a long message in several languages arrives unchanged', async (t) => {
  const { slack, john, received } = await connected(t);
  const text = 'שלום 👋 '.repeat(10_000);

  await slack.as(john).directMessage(text);
  await slack.delivered();

  const Body = z.object({ event: z.object({ text: z.string() }) });
  assert.equal(Body.parse(received[0]?.body).event.text, text);
});

test('a bot reconnects when it is asked to, and when its connection breaks', async (t) => {
  const { slack, john, received } = await connected(t);
  const reconnected = (after: string) =>
    slack.waitFor(
      () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length > 1,
      { what: `a new connection after ${after}` },
    );

  slack.sockets.refresh();
  await reconnected('a refresh');
  await slack.waitFor(() => slack.sockets.count === 1);
  slack.sockets.cut();
  await slack.waitFor(() => slack.sockets.count === 0);
  await slack.waitFor(() => slack.sockets.count === 1);
  await slack.as(john).directMessage('still there?');
  await slack.delivered();

  assert.equal(received.length, 1);
});

test('the address of a socket can be used once', async (t) => {
  const slack = await openWorkspace(t);
  const { url = '' } = await webClient(slack, slack.appToken).apps.connections.open();
  const answer = async () => {
    const socket = new WebSocket(url);
    return new Promise((resolve) => {
      socket.onmessage = ({ data }) => {
        resolve(JSON.parse(data).type);
        socket.close();
      };
      socket.onerror = () => resolve('refused');
    });
  };

  assert.deepEqual([await answer(), await answer()], ['hello', 'refused']);
});

async function connected(
  t: TestContext,
  options: WorkspaceOptions = {},
  onEnvelope?: (envelope: Envelope) => Promise<void>,
) {
  const { slack, john, connect } = await furnished(t, options);
  return { slack, john, ...(await connect(onEnvelope)) };
}

/** A workspace, and Slack's own client for it, which disconnects before the workspace stops. */
async function furnished(t: TestContext, options: WorkspaceOptions = {}) {
  const slack = await startWorkspace(options);
  const client = new SocketModeClient({
    appToken: slack.appToken,
    logger: silent,
    clientPingTimeout: 50,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  t.after(async () => {
    await client.disconnect();
    await slack.stop();
  });
  const connect = async (onEnvelope = ({ ack }: Envelope) => ack()) => {
    const received: Envelope[] = [];
    client.on('slack_event', async (raw) => {
      const envelope = Envelope.parse(raw);
      received.push(envelope);
      await onEnvelope(envelope);
    });
    await client.start();
    return { received };
  };
  return { slack, john: slack.addUser({ name: 'john' }), connect };
}
