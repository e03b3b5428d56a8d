import assert from 'node:assert/strict';
import { test } from 'node:test';
import { german } from '../../../desks/texts.de.ts';
import { createCustomerTexts } from '../../../src/slack/messages/customer-texts.ts';

type Settings = Parameters<typeof createCustomerTexts>[0]['desk'];

/** The button that somebody with a locale reads. */
async function buttonFor(locale: string | undefined, desk: Settings): Promise<string> {
  const texts = createCustomerTexts({
    desk,
    profiles: { findLocale: async () => locale, knownLocale: () => undefined },
  });
  return (await texts.readBy('U1')).plain('button.talk');
}

const inGerman = german['button.talk'];
const inEnglish = 'Talk to a person';

test('who reads Slack in a language that the desk has reads that, everybody else the desk’s own', async () => {
  const austrian = 'Mit wem reden';
  const desk = { languages: { de: german, 'de-AT': { 'button.talk': austrian } } };

  assert.equal(await buttonFor('de-DE', desk), inGerman);
  assert.equal(await buttonFor('de', desk), inGerman);
  assert.equal(await buttonFor('de-AT', desk), austrian);
  assert.equal(await buttonFor('en-GB', desk), inEnglish);
  assert.equal(await buttonFor('fr-FR', desk), inEnglish);
  assert.equal(await buttonFor('', desk), inEnglish);
  assert.equal(await buttonFor(undefined, desk), inEnglish);
});

test('a desk in German is in German for everybody, unless it has English as well', async () => {
  const alone: Settings = { language: 'de', languages: { de: german } };
  const both: Settings = { language: 'de', languages: { de: german, en: {} } };

  assert.equal(await buttonFor('en-US', alone), inGerman);
  assert.equal(await buttonFor('en-US', both), inEnglish);
  assert.equal(await buttonFor('fr-FR', both), inGerman);
});

test('a text of the desk takes the place of the bot’s in the desk’s own language, and in no other', async () => {
  const desk: Settings = { texts: { 'button.talk': 'Get a human' }, languages: { de: german } };

  assert.equal(await buttonFor('en-US', desk), 'Get a human');
  assert.equal(await buttonFor('de-DE', desk), inGerman);
  assert.equal(await buttonFor('fr-FR', { ...desk, languages: { fr: {} } }), 'Get a human');
  const inOwnGerman: Settings = { ...desk, language: 'de' };
  assert.equal(await buttonFor('de-DE', inOwnGerman), 'Get a human');
});

test('where Slack takes long, what was known of a reader counts', async () => {
  const never = new Promise<string>(() => {});
  const readerOf = (known: string | undefined) =>
    createCustomerTexts({
      desk: { languages: { de: german } },
      profiles: { findLocale: () => never, knownLocale: () => known },
      withinMs: 1,
    }).readBy('U1');

  assert.equal((await readerOf('de-DE')).plain('button.talk'), inGerman);
  assert.equal((await readerOf(undefined)).plain('button.talk'), inEnglish);
});

test('a desk of one language asks Slack nothing', async () => {
  const asked = () => assert.fail('Slack was asked');
  const texts = createCustomerTexts({
    desk: {},
    profiles: { findLocale: asked, knownLocale: asked },
  });

  assert.equal((await texts.readBy('U1')).plain('button.talk'), inEnglish);
});

test('the owner reads which languages lack texts', () => {
  const { 'button.talk': _, ...rest } = german;
  const profiles = { findLocale: async () => undefined, knownLocale: () => undefined };

  const problemsOf = (desk: Settings) => createCustomerTexts({ desk, profiles }).problems;

  assert.deepEqual(problemsOf({ languages: { de: german, en: {} } }), []);
  assert.deepEqual(problemsOf({ languages: { de: rest } }), [
    'The desk has no button.talk in de: customers read another language there',
  ]);
  assert.match(problemsOf({ language: 'fr', texts: {} })[0] ?? '', / \d+ more in fr: /);
});
