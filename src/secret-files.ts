import { readFile } from 'node:fs/promises';
import { errorCode } from './error-code.ts';

/** The settings that are secret, or may hold a password. */
export const secrets = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'OPENAI_API_KEY',
  'DATABASE_URL',
  'CUSTOMERS_DATABASE_URL',
] as const;

type Settings = Record<string, string>;

/**
 * Reads the secrets that are in files, as Docker and Kubernetes hand them over: `SLACK_BOT_TOKEN_FILE`
 * names the file with `SLACK_BOT_TOKEN`. A problem belongs to a setting and never holds its value.
 */
export async function readSecretFiles(
  settings: Settings,
): Promise<{ secrets: Settings; problems: Map<string, string> }> {
  const read: Settings = {};
  const problems = new Map<string, string>();
  for (const name of secrets) {
    const path = settings[`${name}_FILE`];
    if (path === undefined) continue;
    if (settings[name] !== undefined) {
      problems.set(name, `${name} and ${name}_FILE are both set: leave one of them out.`);
      continue;
    }
    try {
      const content = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').trim();
      if (content) read[name] = content;
      else problems.set(name, `${name}_FILE: the file ${path} is empty.`);
    } catch (error) {
      const reason = errorCode(error) ?? 'no code';
      problems.set(
        name,
        `${name}_FILE: the file ${path} cannot be read (${reason}). Correct the path, or let this user read it.`,
      );
    }
  }
  return { secrets: read, problems };
}
