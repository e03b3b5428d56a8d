import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { berlinOffice, openTimedCompany } from '../support/due.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';

const MINUTES = 8 * 60;
const STEP = 10;

const timed = await openTimedCompany();
const { company, pass } = timed;
const { slack, help } = company;
const clock = timed.clock();
const bot = await startBot({
  company,
  clock,
  desk: { ...berlinOffice, sameConversationMinutes: 0 },
});
after(async () => {
  await bot.stop();
  await slack.stop();
});

/** Three channels, each with an agent who answers there. */
const teams = [
  { channel: company.billing, agent: company.agents.amy, words: 'I was charged twice' },
  {
    channel: company.sales,
    agent: company.agents.ben,
    words: 'How much is the tv, and is it on sale?',
  },
  { channel: company.support, agent: company.agents.amy, words: 'I cannot log in to my account' },
];

type Question = {
  team: (typeof teams)[number];
  at: number;
  customer: Actor;
  root?: Message;
  card?: Message;
  answerAt: number;
};

/** What the bot posted in a channel itself, as often as it did, the cards left out. */
function notices(channel: Channel): string[] {
  return slack.calls
    .filter(
      ({ method, args }) =>
        method === 'chat.postMessage' &&
        args.channel === channel.id &&
        args.thread_ts === undefined &&
        !String(args.text).startsWith('Ticket H-'),
    )
    .map(({ args }) => String(args.text));
}

test('on a day with thirty tickets no channel reads more than a notice in half an hour, and few of them', async () => {
  const questions: Question[] = Array.from({ length: 30 }, (_, index) => {
    const team = teams[index % 3];
    assert.ok(team);
    const at = Math.floor((index * (MINUTES - 60)) / 30 / STEP) * STEP;
    // Most are answered within the hour, every fifth is late, and every tenth never is.
    const late = index % 5 === 4 ? 120 : 20 + (index % 3) * 10;
    const answerAt = index % 10 === 9 ? Number.POSITIVE_INFINITY : at + late;
    return { team, at, customer: company.customer(`Customer ${index}`), answerAt };
  });

  const channels = [...new Set([...teams.map(({ channel }) => channel), company.triage])];
  const seen: Map<Channel, number>[] = [];

  for (let minute = 0; minute < MINUTES; minute += STEP) {
    for (const question of questions) {
      const { team, customer } = question;
      if (question.at === minute) {
        question.root = await customer.say(help, team.words);
        await customer.say(help, '!escalate', { thread: question.root });
        question.card = await bot.card(team.channel, customer.person.name);
      }
      if (question.answerAt === minute && question.card) {
        await reply(slack.as(team.agent), question.card, 'Which one is it?');
      }
    }
    await bot.settled();
    await clock.fired();
    await bot.settled();
    seen.push(new Map(channels.map((channel) => [channel, notices(channel).length])));
    pass(STEP);
  }

  for (const channel of channels) {
    const posted = seen.map(
      (counts, index) => (counts.get(channel) ?? 0) - (seen[index - 1]?.get(channel) ?? 0),
    );
    const inHalfAnHour = posted.map((_, index) =>
      posted.slice(index, index + 30 / STEP).reduce((sum, count) => sum + count, 0),
    );
    assert.ok(Math.max(...inHalfAnHour) <= 1, `#${channel.name}: ${posted.join()}`);
    assert.ok(notices(channel).length <= 12, `#${channel.name}: ${notices(channel).join('; ')}`);
    const standing = slack.messages(channel).filter(({ shown }) => !shown.startsWith('H-'));
    assert.equal(standing.length, channel === company.triage ? 0 : 1);
    assert.deepEqual(
      standing.flatMap(({ pings }) => pings),
      [],
    );
  }
  assert.deepEqual(notices(company.triage), []);
});
