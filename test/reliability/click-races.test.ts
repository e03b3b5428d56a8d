import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor, SubmitOutcome } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from '../support/company.ts';
import { fillMove } from '../support/move.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { openTicket } from '../support/open-ticket.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
const skip = postgres ? false : 'NOT TESTED ACROSS INSTANCES: there is no PostgreSQL';
const company = await openCompany();
const { slack, billing, agents } = company;
const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
const database = postgres && { database: postgres.address };
const bot = await startBot({ company, ...database });
const other = postgres ? await startBot({ company, ...database }) : bot;
after(async () => {
  if (other !== bot) await other.stop();
  await bot.stop();
  await slack.stop();
  await postgres?.stop();
});

/** Amy's clicks reach one instance and Ben's the other, at the same time. */
async function atOnce<Result>(
  one: () => Promise<Result>,
  another: () => Promise<Result>,
): Promise<[Result, Result]> {
  slack.deliverTo(`${bot.url}/slack/events`);
  const first = one();
  slack.deliverTo(`${other.url}/slack/events`);
  return Promise.all([first, another()]);
}

function onceShown(card: Message, words: string | RegExp) {
  return slack.waitFor(() => slack.message(card)?.shown.match(words)?.[0], {
    what: `“${words}” on the card`,
  });
}

async function openForm(agent: Actor, card: Message, act: string): Promise<void> {
  await agent.press(card, 'More…');
  assert.ok(agent.modal, 'no list was opened');
  await agent.press(agent.modal, act);
}

async function loserOf(outcomes: [SubmitOutcome, SubmitOutcome]): Promise<string> {
  const statuses = outcomes.map(({ status }) => status);
  assert.deepEqual(statuses.toSorted(), ['closed', 'replaced']);
  const loser = statuses[0] === 'replaced' ? amy : ben;
  const shown = shownInForm(loser.modal);
  await loser.dismiss();
  return shown;
}

const buttons = [
  { button: 'Claim', becomes: /With (Amy|Ben) Agent\./, told: /(Amy|Ben) Agent has it already/ },
  {
    button: 'Resolve',
    becomes: /Resolved by (Amy|Ben) Agent\./,
    told: /(Amy|Ben) Agent closed H-/,
  },
] as const;

for (const { button, becomes, told } of buttons) {
  test(`${button} on two instances at once: one wins, the other is told who`, {
    skip,
  }, async () => {
    const { card } = await openTicket(bot, `Ann-${button}`);
    await bot.settled();
    const before = [amy, ben].map((agent) => agent.ephemerals(billing).length);

    await atOnce(
      () => amy.press(card, button),
      () => ben.press(card, button),
    );
    const winner = (await onceShown(card, becomes)).includes('Amy') ? 'Amy' : 'Ben';
    const loser = winner === 'Amy' ? ben : amy;
    const answer = await slack.waitFor(
      () => loser.ephemerals(billing)[before[loser === amy ? 0 : 1] ?? 0],
      { what: 'the answer to the other' },
    );

    assert.match(answer.shown, told);
    assert.match(answer.shown, new RegExp(winner));
  });
}

test('Reopen on two instances at once: one wins, the other is told who', { skip }, async () => {
  const { card } = await openTicket(bot, 'Bea');
  await amy.press(card, 'Resolve');
  await onceShown(card, '[Reopen]');
  await bot.settled();
  const before = amy.ephemerals(billing).length + ben.ephemerals(billing).length;

  await atOnce(
    () => amy.press(card, 'Reopen'),
    () => ben.press(card, 'Reopen'),
  );
  const answers = () => [...amy.ephemerals(billing), ...ben.ephemerals(billing)];
  await slack.waitFor(() => answers().length > before, { what: 'the answer to the other' });
  await bot.settled();

  assert.ok(answers().some(({ shown }) => /(Amy|Ben) Agent opened H-\d+ again/.test(shown)));
  const lines = slack.thread(billing, card).filter(({ shown }) => shown.includes('Reopened by'));
  assert.equal(lines.length, 1);
});

for (const { act, told } of [
  { act: 'Hand back', told: /(Amy|Ben) Agent handed H-\d+ back meanwhile/ },
  { act: 'Not a request', told: /(Amy|Ben) Agent closed H-\d+ meanwhile/ },
]) {
  test(`${act} on two instances at once: one wins, the other is told who`, { skip }, async () => {
    const { card } = await openTicket(bot, `Cid-${act}`);
    await amy.press(card, 'Claim');
    await onceShown(card, 'With Amy Agent.');
    await openForm(amy, card, act);
    await openForm(ben, card, act);

    const outcomes = await atOnce(
      () => amy.submit(),
      () => ben.submit(),
    );

    assert.match(await loserOf(outcomes), told);
  });
}

test('two agents who assign it on two instances at once: one wins', { skip }, async () => {
  const { card } = await openTicket(bot, 'Dora');
  for (const agent of [amy, ben]) {
    await openForm(agent, card, 'Assign to…');
    assert.ok(agent.modal);
    await agent.choose(agent.modal, 'assignee', agent === amy ? 'Ben Agent' : 'Amy Agent');
  }

  const outcomes = await atOnce(
    () => amy.submit(),
    () => ben.submit(),
  );
  await bot.settled();

  assert.match(await loserOf(outcomes), /(Amy|Ben) Agent has it already/);
  const lines = slack.thread(billing, card).filter(({ shown }) => shown.includes('has this now'));
  assert.equal(lines.length, 1);
});

test('two agents who move it on two instances at once: one wins', { skip }, async () => {
  const { card } = await openTicket(bot, 'Eva');
  await fillMove(amy, card, 'Sales', { why: 'It came to the wrong place' });
  await fillMove(ben, card, 'Support', { why: 'It came to the wrong place' });

  const outcomes = await atOnce(
    () => amy.submit(),
    () => ben.submit(),
  );
  await bot.settled();

  assert.match(await loserOf(outcomes), /(Amy|Ben) Agent moved H-\d+ to (Sales|Support)/);
  assert.equal(bot.cards('Customer: Eva').length, 1);
  assert.equal((await postgres?.rows('select * from corrections'))?.length, 1);
});
