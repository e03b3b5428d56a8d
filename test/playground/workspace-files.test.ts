import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import { openWorkspace } from './workspace-bot.ts';
import { openForms, title } from './workspace-form.ts';
import { webClient } from './workspace-web-client.ts';

const scopes = ['chat:write', 'channels:history', 'files:read', 'files:write'];
const invoice = { name: 'invoice.pdf', mimetype: 'application/pdf', content: '%PDF 42 €' };

/** John has attached an invoice in #help. */
async function attached(t: TestContext, options: WorkspaceOptions = {}, file: object = {}) {
  const slack = await openWorkspace(t, { scopes, ...options });
  const john = slack.as(slack.addUser({ name: 'john' }));
  const help = slack.addChannel({ name: 'help', members: [john.person] });
  const root = await john.say(help, 'See here', { files: [{ ...invoice, ...file }] });
  const [of] = root.files;
  assert.ok(of);
  const bot = webClient(slack);
  const info = async () => (await bot.files.info({ file: of.id })).file;
  return { slack, john, help, root, bot, file: of, info };
}

function download(url: string | undefined, token: string, more: RequestInit = {}) {
  assert.ok(url);
  return fetch(url, { headers: { authorization: `Bearer ${token}` }, ...more });
}

test('a file is downloaded with the bot’s token, and its size is that of its bytes', async (t) => {
  const { slack, info } = await attached(t);
  const file = await info();

  const answer = await download(file?.url_private_download, slack.botToken);

  assert.equal(file?.size, 11);
  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.equal(await answer.text(), '%PDF 42 €');
});

test('without a right token Slack answers a download with its sign-in page', async (t) => {
  const { info } = await attached(t);
  const file = await info();

  const answer = await download(file?.url_private_download, 'xoxb-of-another');

  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
});

test('files need their scopes', async (t) => {
  const { bot, info } = await attached(t, { scopes: ['chat:write'] });

  await assert.rejects(info(), /missing_scope/);
  await assert.rejects(
    bot.files.getUploadURLExternal({ filename: 'a.txt', length: 3 }),
    /missing_scope/,
  );
});

test('a file may state another size, be on another site, or name no more than its id', async (t) => {
  const lying = await attached(t, {}, { size: 3 });
  const external = await attached(t, {}, { external: 'https://docs.example/42' });
  const stub = await attached(t, {}, { isStub: true });

  assert.equal((await lying.info())?.size, 3);
  assert.equal((await external.info())?.is_external, true);
  assert.equal((await external.info())?.url_private, 'https://docs.example/42');
  const { messages } = await stub.bot.conversations.history({ channel: stub.help.id });
  assert.equal(messages?.[0]?.files?.[0]?.name, undefined);
  assert.equal(messages?.[0]?.files?.[0]?.file_access, 'check_file_info');
  assert.equal((await stub.info())?.name, 'invoice.pdf');
});

test('a file that its author takes back leaves a tombstone', async (t) => {
  const { slack, john, help, root, bot, file, info } = await attached(t);
  const { url_private_download: url } = (await info()) ?? {};

  await john.takeBackFile(root, 'invoice.pdf');

  const { messages } = await bot.conversations.history({ channel: help.id });
  assert.equal(messages?.[0]?.files?.[0]?.mode, 'tombstone');
  assert.equal(slack.contentOf(file), undefined);
  assert.equal((await download(url, slack.botToken)).status, 404);
  await assert.rejects(info(), /file_deleted/);
});

test('an upload is announced, sent and completed, and shows where it is at a later look', async (t) => {
  const { slack, help, root, bot } = await attached(t);
  const bytes = new TextEncoder().encode('the answer');

  const { upload_url, file_id = '' } = await bot.files.getUploadURLExternal({
    filename: 'answer.txt',
    length: bytes.length,
  });
  const sent = await fetch(upload_url ?? '', { method: 'POST', body: bytes });
  const completed = await bot.files.completeUploadExternal({
    files: [{ id: file_id, title: 'The answer' }],
    channel_id: help.id,
    thread_ts: root.ts,
  });

  assert.equal(sent.status, 200);
  assert.deepEqual(completed.files, [{ id: file_id, title: 'The answer' }]);
  const [, posted] = slack.thread(help, root);
  assert.deepEqual(
    posted?.files.map(({ name, size }) => ({ name, size })),
    [{ name: 'answer.txt', size: 10 }],
  );
  const shares = async () => (await bot.files.info({ file: file_id })).file?.shares;
  assert.deepEqual(await shares(), {});
  assert.equal((await shares())?.public?.[help.id]?.[0]?.ts, posted?.ts);
});

test('an upload of another length, an unknown one and an unsent one are refused', async (t) => {
  const { help, bot } = await attached(t);
  const { upload_url = '', file_id = '' } = await bot.files.getUploadURLExternal({
    filename: 'a.txt',
    length: 5,
  });

  const long = await fetch(upload_url, { method: 'POST', body: 'too long' });
  const unknown = await fetch(`${upload_url}x`, { method: 'PUT', body: 'right' });
  const complete = bot.files.completeUploadExternal({
    files: [{ id: file_id }],
    channel_id: help.id,
  });

  assert.deepEqual([long.status, unknown.status], [400, 400]);
  await assert.rejects(complete, /file_not_found/);
});

test('a deleted upload is gone where it was posted', async (t) => {
  const { slack, help, bot, file: johns } = await attached(t);
  const { upload_url = '', file_id = '' } = await bot.files.getUploadURLExternal({
    filename: 'a.txt',
    length: 1,
  });
  await fetch(upload_url, { method: 'PUT', body: 'a' });
  await bot.files.completeUploadExternal({ files: [{ id: file_id }], channel_id: help.id });

  await bot.files.delete({ file: file_id });

  assert.equal(slack.messages(help).at(-1)?.files[0]?.mode, 'tombstone');
  await assert.rejects(bot.files.delete({ file: johns.id }), /file_not_found/);
});

test('a download can state a wrong length, and send its caller elsewhere', async (t) => {
  const { slack, info } = await attached(t);
  const { url_private_download: url } = (await info()) ?? {};

  slack.faults.add({ method: 'files-pri', fault: 'length-changed', by: 5, times: 1 });
  await assert.rejects(async () => (await download(url, slack.botToken)).text());
  slack.faults.add({ method: 'files-pri', fault: 'length-changed', by: -5, times: 1 });
  const short = await (await download(url, slack.botToken)).text();
  slack.faults.add({ method: 'files-pri', fault: 'redirected', to: 'https://x.example', times: 1 });
  const elsewhere = await download(url, slack.botToken, { redirect: 'manual' });

  assert.equal(short, '%PDF 4');
  assert.equal(elsewhere.headers.get('location'), 'https://x.example');
});

test('files that are chosen in a form are in its submission', async (t) => {
  const { slack, john, open, interaction } = await openForms(t);
  await open({
    type: 'modal',
    title: title('Reply'),
    submit: title('Send'),
    blocks: [
      {
        type: 'input',
        block_id: 'files',
        label: title('Files'),
        element: { type: 'file_input', action_id: 'chosen', max_files: 1 },
      },
    ],
  });
  const actor = slack.as(john);
  assert.throws(() => actor.fill({ Files: [invoice, invoice] }), /1 files at most/);
  assert.equal((await actor.submit()).status, 'errors');

  actor.fill({ Files: [invoice] });
  await actor.submit();

  const { view } = Object(interaction());
  const [file] = view.state.values.files.chosen.files;
  assert.equal(file.name, 'invoice.pdf');
  assert.equal(file.size, 11);
});
