import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const SlashCommand = z.object({
  command: z.string().startsWith('/'),
  description: z.string(),
  usage_hint: z.string().optional(),
  should_escape: z.boolean().default(false),
});

const Shortcut = z.object({
  name: z.string(),
  type: z.enum(['message', 'global']),
  callback_id: z.string(),
  description: z.string(),
});

/**
 * The part of an app's manifest that its workspace uses: the bot's name, scopes, events, commands and shortcuts.
 * @see https://docs.slack.dev/reference/app-manifest
 */
export const Manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).prefault({}),
    slash_commands: z.array(SlashCommand).default([]),
    shortcuts: z.array(Shortcut).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
    interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Reads a manifest in YAML; without a path, the repository's own. */
export function readManifest(path: string = repositoryManifest()): Manifest {
  return Manifest.parse(parse(readFileSync(path, 'utf8')));
}

function repositoryManifest(): string {
  return fileURLToPath(new URL('../../manifest.yml', import.meta.url));
}
