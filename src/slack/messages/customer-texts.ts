import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../../desk/desk.ts';
import type { Texts } from '../../desk/texts.ts';
import type { Profiles } from '../workspace/profiles.ts';
import { english } from './english.ts';
import { createWords, type Words } from './words.ts';

/** The languages of a desk, and who reads which. */
export type CustomerTexts = {
  /** In the language that a user reads Slack in, where the desk has it; else in the desk's own. */
  readBy(user: string): Promise<Words>;
  /** In the desk's own language. */
  ofDesk: Words;
  /** What the owner is to know of languages that are not whole. */
  problems: string[];
};

/** English ships with the bot; where a language lacks a text, the desk's own is shown. */
export function createCustomerTexts({
  desk,
  profiles,
  withinMs = 1_000,
}: {
  desk: Pick<Desk, 'language' | 'texts' | 'languages'>;
  profiles: Pick<Profiles, 'findLocale' | 'knownLocale'>;
  /** Whoever acted waits for an answer, and a form must be opened within three seconds. */
  withinMs?: number;
}): CustomerTexts {
  const { language = 'en', texts = {}, languages = {} } = desk;
  const own: Texts = { ...english, ...languages[language], ...texts };
  const ofDesk = createWords(language, own);
  const all = new Map([[language.toLowerCase(), ofDesk]]);
  for (const [name, others] of Object.entries(languages)) {
    if (name === language) continue;
    const base = name === 'en' ? english : own;
    all.set(name.toLowerCase(), createWords(name, { ...base, ...others }));
  }
  const given = { ...languages, [language]: { ...languages[language], ...texts } };
  const problems = Object.entries(given).flatMap(([name, some]) => problemsOf(name, some));
  return { readBy, ofDesk, problems };

  async function readBy(user: string): Promise<Words> {
    // Slack is asked only where it matters.
    if (all.size === 1) return ofDesk;
    return wordsOf((await localeOf(user)) ?? '');
  }

  async function localeOf(user: string): Promise<string | undefined> {
    const ended = new AbortController();
    const late = sleep(withinMs, undefined, { signal: ended.signal })
      .then(() => profiles.knownLocale(user))
      .catch(() => undefined);
    try {
      return await Promise.race([profiles.findLocale(user), late]);
    } finally {
      ended.abort();
    }
  }

  /** `de-AT` is read in `de-AT`, else in `de`. */
  function wordsOf(locale: string): Words {
    const name = locale.toLowerCase();
    return all.get(name) ?? all.get(name.split('-')[0] ?? '') ?? ofDesk;
  }
}

/** A language may lack some texts, as after an update of the bot. */
function problemsOf(language: string, texts: Partial<Texts>): string[] {
  const [first, ...others] = Object.keys(english).filter((key) => !Object.hasOwn(texts, key));
  if (language === 'en' || first === undefined) return [];
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return [`The desk has no ${first}${more} in ${language}: customers read another language there`];
}
