import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { ESCALATE_MESSAGE, SEND_TO_CUSTOMER } from '../src/slack/messages/action-ids.ts';
import { CHANNEL_CHANGES } from '../src/slack/reading/channel-event.ts';
import { wantedScopes } from '../src/slack/workspace/scopes.ts';
import { sourceFiles } from './support/source-files.ts';

/**
 * What Slack takes as an app's manifest, as far as this one goes: an unknown key is refused.
 *
 * @see https://docs.slack.dev/reference/app-manifest
 */
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(0) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    background_color: z.string().regex(/^#([0-9a-f]{3}){1,2}$/i),
  }),
  features: z.strictObject({
    agent_view: z.strictObject({ agent_description: z.string().min(1).max(300) }),
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({
      display_name: z.string().min(1).max(80),
      always_online: z.boolean(),
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000),
          should_escape: z.literal(true),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const file = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
const source = [...sourceFiles('src/slack'), ...sourceFiles('src').filter(isAtTheTop)];

const reading = ['channels:read', 'groups:read', 'im:read'];
const history = ['channels:history', 'groups:history', 'im:history'];

/** The scopes that each method needs, for public and private channels and direct messages. */
const scopesOfMethods: Record<string, string[]> = {
  'agents.sessions.rename': ['chat:write'],
  'agents.sessions.setStatus': ['chat:write'],
  'assistant.threads.setStatus': ['assistant:write'],
  'auth.test': [],
  'bots.info': ['users:read'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write', 'chat:write.customize'],
  'chat.update': ['chat:write'],
  'conversations.history': history,
  'conversations.info': reading,
  'conversations.list': reading,
  'conversations.members': reading,
  'conversations.open': ['im:write'],
  'conversations.replies': history,
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'users.conversations': reading,
  'users.list': ['users:read', 'users:read.email'],
  'team.info': ['team:read'],
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.push': [],
  'views.publish': [],
  'views.update': [],
};

const scopesOfEvents: Record<string, string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unarchive: ['channels:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  reaction_added: ['reactions:read'],
};

/** What features need beyond methods and events: commands and shortcuts, and the agent's view. */
const scopesOfFeatures = ['commands', 'assistant:write'];

test('the manifest has the form that Slack takes', () => {
  assert.doesNotThrow(() => Manifest.parse(parse(file)));
});

test('what a missing scope costs is known for every scope, and for no other', () => {
  const { oauth_config } = Manifest.parse(parse(file));

  assert.deepEqual([...wantedScopes.keys()], oauth_config.scopes.bot);
});

test('the scopes are those that the code’s calls, events and features need, and no others', () => {
  const { oauth_config, settings } = Manifest.parse(parse(file));
  const events = settings.event_subscriptions.bot_events;

  const needed = [
    ...methodsCalled().flatMap((method) => needs(scopesOfMethods, method)),
    ...events.flatMap((event) => needs(scopesOfEvents, event)),
    ...scopesOfFeatures,
  ];

  assert.deepEqual(oauth_config.scopes.bot, [...new Set(needed)].sort());
});

test('the events are those that the code listens to', () => {
  const { bot_events } = Manifest.parse(parse(file)).settings.event_subscriptions;

  const subscribed = bot_events.map((event) => event.split('.')[0]);

  const listened = [...found(/^ {2}on\('(\w+)'/gm), ...CHANNEL_CHANGES];
  assert.deepEqual([...new Set(subscribed)].sort(), listened.sort());
});

test('the shortcuts are those that the code handles, the command the one that it names', () => {
  const { shortcuts, slash_commands } = Manifest.parse(parse(file)).features;

  assert.deepEqual(
    shortcuts.map(({ callback_id }) => callback_id),
    [ESCALATE_MESSAGE, SEND_TO_CUSTOMER],
  );
  assert.deepEqual(
    slash_commands.map(({ command }) => command),
    found(/\btype (\/[a-z]+)/g).filter((command) => command !== SLACKS_OWN),
  );
});

/** The bot's owner is told to type it, and Slack hears it. */
const SLACKS_OWN = '/invite';

function methodsCalled(): string[] {
  return found(/\bclient\s*\.(\w+(?:\s*\.\w+)+)\(/g).map((method) => method.replace(/\s/g, ''));
}

function needs(scopes: Record<string, string[]>, what: string): string[] {
  const needed = scopes[what];
  if (!needed) assert.fail(`Say which scopes ${what} needs, at the top of this test.`);
  return needed;
}

/** What stands in the code at a pattern's first group, each once. */
function found(pattern: RegExp): string[] {
  const all = source.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, match]) => match));
  return [...new Set(all)].filter((match) => match !== undefined).sort();
}

function isAtTheTop({ path }: { path: string }): boolean {
  return /^src\/[^/]+\.ts$/.test(path);
}
