import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';

/** Where the bot's model answers, and its name. */
export type ModelAddress = { url: string; name: string };

/** The model that is set, as the bot itself reads it: surroundings before `.env`; or none. */
export function modelAddress(): ModelAddress | undefined {
  const settings = { ...fromFile(), ...surroundings() };
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: url, OPENAI_MODEL: name } = settings;
  if (!key && !url) return undefined;
  return { url: url || openAi.url, name: name || openAi.name };
}

/** What the bot takes by itself when a key is all there is. */
const openAi: ModelAddress = { url: 'https://api.openai.com/v1', name: 'gpt-5-mini' };

function fromFile(): Record<string, string> {
  try {
    return parse(readFileSync(fileURLToPath(new URL('../../.env', import.meta.url))));
  } catch {
    return {};
  }
}

function surroundings(): Record<string, string | undefined> {
  // biome-ignore lint/style/noProcessEnv: the bot, which is started from here, is given the same.
  return process.env;
}
