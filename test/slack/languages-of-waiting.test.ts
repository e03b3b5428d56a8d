import assert from 'node:assert/strict';
import { test } from 'node:test';
import { german } from '../../desks/texts.de.ts';
import { english } from '../../src/slack/messages/english.ts';
import { openCompany } from '../support/company.ts';
import { emptyDatabase, lastingDatabase } from '../support/empty-database.ts';
import { keysRead, partsRead } from '../support/languages.ts';
import { movedClock } from '../support/moved-clock.ts';
import { reply } from '../support/reply.ts';
import { type Seeded, seedTickets } from '../support/seed-tickets.ts';
import { startBot } from '../support/start-bot.ts';

for (const { reopenWithin, ends } of [
  { reopenWithin: 7, ends: 'waiting.go-on-until' },
  { reopenWithin: 0, ends: 'waiting.go-on' },
]) {
  test(`a German customer who does not answer is reminded and told of the end in German, with ${ends}`, async () => {
    const { clock, to } = movedClock('2027-03-23T10:00:00+01:00');
    const company = await openCompany({ now: () => clock.now(), redeliverAfterMs: [] });
    const { slack, help, billing, agents } = company;
    const bot = await startBot({
      company,
      clock,
      database: await emptyDatabase(),
      desk: {
        languages: { de: german },
        waiting: { remind: '3d', resolve: '7d' },
        hours: { zone: 'Europe/Berlin' },
        reopenWithin,
      },
    });
    const clara = company.customer('Clara', { locale: 'de-DE' });
    const root = await clara.say(help, 'Ich sehe zwei Abbuchungen, I was charged twice');
    await bot.settled();
    await clara.say(help, '!escalate', { thread: root });
    const card = await bot.card(billing, 'Customer: Clara');
    await bot.transcript(card);
    await reply(slack.as(agents.amy), card, 'Um welche geht es?');
    await bot.settled();

    await clara.openHome();
    await bot.settled();
    const home = slack.home(clara.person)?.shown ?? '';
    await to('2027-03-26T11:00:00+01:00', bot);
    await to('2027-03-31T11:00:00+02:00', bot);

    const thread = slack.thread(help, root).map(({ shown, text }) => `${shown}\n${text}`);
    const read = [home, ...thread].join('\n');
    assert.deepEqual(partsRead(read, english), []);
    const keys = keysRead(read, german);
    for (const key of ['home.waiting-for-you', 'waiting.reminder', 'waiting.closes']) {
      assert.ok(keys.includes(key), `${key} in ${read}`);
    }
    for (const key of ['waiting.closed', ends]) assert.ok(keys.includes(key), `${key} in ${read}`);
    await bot.stop();
    await slack.stop();
  });
}

test('a German customer turns the pages of their requests in German', async () => {
  const company = await openCompany();
  const { slack, help } = company;
  const clara = company.customer('Clara', { locale: 'de-DE' });
  const database = await lastingDatabase();
  const seeded = Array.from({ length: 25 }, (_, index): Seeded => {
    const about = { customer: clara.person.id, name: 'Clara', summary: 'Zwei Abbuchungen' };
    const turnSince = new Date(1_790_000_000_000 + index * 60_000);
    const isNewest = index === 24;
    return {
      ...about,
      number: index + 1,
      destination: isNewest ? null : 'billing',
      status: isNewest ? 'triaging' : 'resolved',
      turnSince,
    };
  });
  await seedTickets(database, { team: slack.team.id, channel: help.id }, seeded);
  const bot = await startBot({ company, database, desk: { languages: { de: german } } });

  const pages: string[] = [];
  await clara.openHome();
  for (let page = 0; page < 3; page += 1) {
    await bot.settled();
    const home = slack.home(clara.person);
    assert.ok(home);
    pages.push(home.shown);
    if (page < 2) await clara.press(home, german['home.older']);
  }

  const read = pages.join('\n');
  assert.deepEqual(partsRead(read, english), []);
  const keys = keysRead(read, german);
  for (const key of ['home.newer', 'home.older', 'home.on-its-way', 'home.resolved']) {
    assert.ok(keys.includes(key), `${key} in ${read}`);
  }
  await bot.stop();
  await slack.stop();
});
