import { secretsIn } from './redact-secrets.ts';

/** What each secret in a text is, such as `card number`; empty where there is none. */
export function findSecrets(text: string): string[] {
  return [...new Set(secretsIn(text).map(({ what }) => what))];
}
