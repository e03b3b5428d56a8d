import { readFile } from 'node:fs/promises';
import type { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { parse } from 'yaml';
import { z } from 'zod';
import { createSlackClient } from '../../src/slack/workspace/client.ts';
import { type BotCalls, startBotCalls } from './bot-calls.ts';

/** Slack as npm `emulate` plays it: its Web API alone. It delivers no events. */
export type EmulatedSlack = {
  bot: { token: string; user: string };
  team: string;
  /** What the bot calls: all of it passes by here. */
  calls: BotCalls;
  /** Everybody but the bot calls the emulator itself. */
  as(person: string): WebClient;
  stop(): Promise<void>;
};

const team = 'T000000001';
const bot = { token: 'xoxb-handoff', user: 'U0HANDOFF', id: 'B0HANDOFF', app: 'A0HANDOFF' };

/** Starts it with these people in it, and with the bot as its manifest installs it. */
export async function startEmulatedSlack(people: readonly string[]): Promise<EmulatedSlack> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        // A call whose scope is not in the manifest is refused.
        strict_scopes: true,
        users: people.map((name) => ({ name, real_name: name, email: `${name}@shop.example` })),
        oauth_apps: [
          {
            app_id: bot.app,
            client_id: '1.1',
            client_secret: 'none',
            name: 'Handoff',
            redirect_uris: [],
            bot_name: 'handoff',
            bot_id: bot.id,
            bot_user_id: bot.user,
          },
        ],
        tokens: [
          {
            token: bot.token,
            type: 'bot',
            user: bot.user,
            bot_id: bot.id,
            bot_user_id: bot.user,
            app_id: bot.app,
            scopes: await scopesOfManifest(),
          },
          ...people.map((name) => ({ token: tokenOf(name), type: 'user', user: name })),
        ],
      },
    },
  });
  const api = emulator.url.replace('localhost', '127.0.0.1');
  const calls = await startBotCalls(api);
  return {
    bot,
    team,
    calls,
    as: (person) => createSlackClient({ token: tokenOf(person), apiUrl: `${api}/api/` }),
    async stop() {
      await calls.stop();
      await emulator.close();
    },
  };
}

function tokenOf(person: string): string {
  return `xoxp-${person}`;
}

const Manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

async function scopesOfManifest(): Promise<string[]> {
  const text = await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8');
  return Manifest.parse(parse(text)).oauth_config.scopes.bot;
}
