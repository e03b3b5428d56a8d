import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { fieldsOf } from '../../src/fields-of.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
const zapier = slack.addApp({ name: 'Zapier' });
after(bot.stop);
afterEach(slack.faults.clear);

type Change = { user?: object; profile?: object };

/** Has Slack answer about every user with some fields that are odd. */
function change({ user, profile }: Change): void {
  slack.faults.add({
    method: 'users.info',
    fault: 'answer-changed',
    change(body) {
      const found = fieldsOf(body.user);
      const changed = { ...found, profile: { ...fieldsOf(found.profile), ...profile }, ...user };
      return { ...body, user: changed };
    },
  });
}

/** The card of somebody who asks for a person, and what was logged about odd fields meanwhile. */
async function cardOf(name: string): Promise<{ shown: string; odd: unknown[] }> {
  const before = bot.log.length;
  const customer = bot.customer(name);
  await customer.directMessage('I was charged twice');
  await slack.delivered();
  await customer.command('/escalate');
  const { shown } = await bot.card(bot.billing, `Customer: ${name}`);
  await bot.settled();
  const odd = bot.log.slice(before).flatMap(({ about }) => {
    const { reason } = fieldsOf(about);
    return reason === undefined ? [] : [String(reason).replace(customer.person.id, '…')];
  });
  return { shown, odd };
}

const confirmed = /Email confirmed by Slack/;

for (const [index, { what, odd, named, email }] of [
  { what: 'no real name', odd: { user: { real_name: {} } }, named: 'real_name', email: confirmed },
  {
    what: 'an odd display name',
    odd: { profile: { display_name: 7 } },
    named: 'profile.display_name',
    email: confirmed,
  },
  { what: 'an odd id', odd: { user: { id: 5 } }, named: 'id', email: confirmed },
  {
    what: 'odd workspaces',
    odd: { user: { enterprise_user: { teams: {} } } },
    named: 'enterprise_user.teams',
    email: confirmed,
  },
  {
    what: 'an odd organisation',
    odd: { user: { enterprise_user: 'E1' } },
    named: 'enterprise_user',
    email: confirmed,
  },
  { what: 'an odd bot flag', odd: { user: { is_bot: 'no' } }, named: 'is_bot', email: confirmed },
  {
    what: 'an odd email',
    odd: { profile: { email: 5 } },
    named: 'profile.email',
    email: /profile shows no email/,
  },
  {
    what: 'no profile',
    odd: { user: { profile: null } },
    named: 'profile',
    email: /profile shows no email/,
  },
  {
    what: 'an odd guest flag',
    odd: { user: { is_restricted: 'yes' } },
    named: 'is_restricted',
    email: /guest/,
  },
  {
    what: 'another odd guest flag',
    odd: { user: { is_ultra_restricted: 1 } },
    named: 'is_ultra_restricted',
    email: /guest/,
  },
  {
    what: 'an odd stranger flag',
    odd: { user: { is_stranger: 'no' } },
    named: 'is_stranger',
    email: /another|organisation|company/,
  },
  {
    what: 'an odd deletion',
    odd: { user: { deleted: 'no' } },
    named: 'deleted',
    email: /deactivated/,
  },
  {
    what: 'an odd confirmation',
    odd: { user: { is_email_confirmed: 'yes' } },
    named: 'is_email_confirmed',
    email: /not confirmed the email/,
  },
].entries()) {
  test(`a customer with ${what} loses that field alone, and the log names it once`, async () => {
    const name = `Name${index}`;
    change(odd);

    const card = await cardOf(name);

    assert.match(card.shown, email);
    assert.doesNotMatch(card.shown, /profile could not be read/);
    const line = `${named} of the user … could not be read; the rest was.`;
    assert.deepEqual(card.odd, [line]);
  });
}

test('a post through an app is its person’s also where Slack does not say who is a bot', async () => {
  for (const [index, odd] of [{ is_bot: undefined }, { is_bot: null, deleted: null }].entries()) {
    change({ user: odd });
    const customer = bot.customer(`Poster${index}`);

    const root = await customer.say(help, 'I was charged twice', { via: zapier });

    await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
    slack.faults.clear();
  }
});

test('whose post it is and who they are takes one look at their profile', async () => {
  const customer = bot.customer('Once');
  const root = await customer.say(help, 'I was charged twice', { via: zapier });
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });

  await customer.command('/escalate', { in: help });
  await bot.card(bot.billing, 'Customer: Once');

  const looks = slack.calls.filter(({ args }) => args.user === customer.person.id);
  assert.deepEqual(
    looks.map(({ method }) => method).filter((method) => method === 'users.info'),
    ['users.info'],
  );
});
