import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node:querystring';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import type { WorkspaceOptions } from '../../playground/workspace/workspace.ts';
import { openWorkspace, startBot } from './workspace-bot.ts';
import { webClient } from './workspace-web-client.ts';

const Opened = z.object({
  event: z.looseObject({
    type: z.string(),
    event_ts: z.string(),
    view: z.looseObject({ id: z.string(), blocks: z.array(z.unknown()) }).optional(),
  }),
});

test('the bot gets an event when a person opens the Home tab, with the published view', async (t) => {
  const { slack, bot, john, received } = await meet(t);

  await slack.as(john).openHome();
  await slack.delivered();
  await bot.views.publish({ user_id: john.id, view: home });
  await slack.as(john).openHome();
  await slack.delivered();

  const [first, second] = received.map(({ body }) => Opened.parse(JSON.parse(body)).event);
  const channel = slack.as(john).channels()[0]?.id;
  assert.deepEqual(first, {
    type: 'app_home_opened',
    user: john.id,
    channel,
    tab: 'home',
    event_ts: first?.event_ts,
  });
  assert.equal(second?.view?.id, slack.home(john)?.id);
  assert.equal(second?.view?.blocks.length, 1);
});

test('a published Home emits a change, and its text is as its person sees it', async (t) => {
  const { slack, bot, john } = await meet(t);
  const published: string[] = [];
  slack.subscribe((change) => {
    if (change.type === 'home published') published.push(change.user);
  });

  const { view } = await bot.views.publish({ user_id: john.id, view: home });

  assert.deepEqual(published, [john.id]);
  assert.equal(view?.id, slack.home(john)?.id);
  assert.equal(slack.home(john)?.shown, '[Go]');
});

test('a button in the App Home is pressed without a channel or a message', async (t) => {
  const { slack, bot, john, received } = await meet(t);
  await bot.views.publish({ user_id: john.id, view: home });
  const published = slack.home(john);
  assert.ok(published);

  await slack.as(john).press(published, 'Go');

  const press = z
    .looseObject({ container: z.unknown(), user: z.looseObject({ id: z.string() }) })
    .parse(JSON.parse(String(parse(received[0]?.body ?? '').payload)));
  assert.deepEqual(press.container, { type: 'view', view_id: published.id });
  assert.equal(press.user.id, john.id);
  assert.equal('channel' in press || 'message' in press || 'response_url' in press, false);
});

test('there is no App Home unless the manifest turns it on', async (t) => {
  const { slack, bot, john } = await meet(t, { manifest: await manifestWithoutHome(t) });

  await assert.rejects(bot.views.publish({ user_id: john.id, view: home }), (error) =>
    JSON.stringify(error).includes('not_enabled'),
  );
  await assert.rejects(slack.as(john).openHome(), /has no Home tab/);
});

const home = {
  type: 'home' as const,
  blocks: [
    {
      type: 'actions' as const,
      elements: [
        {
          type: 'button' as const,
          action_id: 'go',
          text: { type: 'plain_text' as const, text: 'Go' },
        },
      ],
    },
  ],
};

async function meet(t: TestContext, options: WorkspaceOptions = {}) {
  const slack = await openWorkspace(t, options);
  const { received } = await startBot(t, slack);
  const john = slack.addUser({ name: 'john' });
  return { slack, bot: webClient(slack), john, received };
}

async function manifestWithoutHome(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  t.after(() => rm(folder, { recursive: true }));
  const whole = await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8');
  const path = join(folder, 'manifest.yml');
  await writeFile(path, whole.replace('home_tab_enabled: true', 'home_tab_enabled: false'));
  return path;
}
