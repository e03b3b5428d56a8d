import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';

/** The address of the bot's model, and its name. */
export type ModelAddress = { url: string; name: string };

/** The model that is set, read as the bot itself reads it: the environment overrides `.env`. */
export function modelAddress(): ModelAddress | undefined {
  const settings = { ...fromFile(), ...environment() };
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: url, OPENAI_MODEL: name } = settings;
  if (!key && !url) return undefined;
  return { url: url || openAi.url, name: name || openAi.name };
}

/** The bot's own defaults, where only a key is set. */
const openAi: ModelAddress = { url: 'https://api.openai.com/v1', name: 'gpt-5-mini' };

function fromFile(): Record<string, string> {
  try {
    return parse(readFileSync(fileURLToPath(new URL('../../.env', import.meta.url))));
  } catch {
    return {};
  }
}

function environment(): Record<string, string | undefined> {
  // biome-ignore lint/style/noProcessEnv: the bot, which is started from here, gets the same environment.
  return process.env;
}
