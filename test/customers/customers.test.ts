import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCustomers } from '../../src/customers/customers.ts';
import type { SlackProfile, UntrustedReason } from '../../src/customers/identity.ts';

const member: SlackProfile = {
  team: 'T1',
  user: 'U1',
  name: 'John Doe',
  email: 'johndoe@gmail.com',
  isEmailConfirmed: true,
  isGuest: false,
  isStranger: false,
  isDeleted: false,
};
const partner: SlackProfile = { ...member, team: 'T2', email: 'ann@acme.com' };

const trusted: [string, SlackProfile, string][] = [
  ['a full member with a confirmed email', member, 'johndoe@gmail.com'],
  ['a member of a team whose domain the desk trusts', partner, 'ann@acme.com'],
  [
    'such a member of whom Slack does not say whether the email is confirmed',
    { ...partner, isEmailConfirmed: null },
    'ann@acme.com',
  ],
  ['such a member whom Slack calls a stranger', { ...partner, isStranger: true }, 'ann@acme.com'],
  [
    'such a member with an at sign in the name',
    { ...partner, email: '"ann@home"@acme.com' },
    '"ann@home"@acme.com',
  ],
  ['such a member with capitals', { ...partner, email: 'Ann@ACME.com' }, 'Ann@ACME.com'],
];

const untrusted: [string, SlackProfile | undefined, UntrustedReason][] = [
  ['a guest', { ...member, isGuest: true }, 'guest'],
  ['a stranger', { ...member, isStranger: true }, 'stranger'],
  ['a member of a team the desk does not know', { ...member, team: 'T3' }, 'stranger'],
  ['a deactivated member', { ...member, isDeleted: true }, 'deactivated'],
  ['a member with an unconfirmed email', { ...member, isEmailConfirmed: false }, 'unconfirmed'],
  ['a member of unknown confirmation', { ...member, isEmailConfirmed: null }, 'unconfirmed'],
  ['a member without an email', { ...member, email: null }, 'no-email'],
  ['a member with an empty email', { ...member, email: '' }, 'no-email'],
  ['somebody whose profile could not be read', undefined, 'profile-unavailable'],
  ['a partner without an email', { ...partner, email: null }, 'no-email'],
  ['a partner with an unconfirmed email', { ...partner, isEmailConfirmed: false }, 'unconfirmed'],
  ['a guest of the partner', { ...partner, isGuest: true }, 'guest'],
  ['a partner with another domain', { ...partner, email: 'ann@gmail.com' }, 'stranger'],
  ['a partner of a subdomain', { ...partner, email: 'ann@eu.acme.com' }, 'stranger'],
  ['a partner with a look-alike domain', { ...partner, email: 'ann@notacme.com' }, 'stranger'],
  ['a partner with two at signs', { ...partner, email: 'ann@acme.com@gmail.com' }, 'stranger'],
];

for (const [who, profile, address] of trusted) {
  test(`the email of ${who} is trusted`, async () => {
    const { email } = await identityOf(profile);

    assert.deepEqual(email, { status: 'trusted', address });
  });
}

for (const [who, profile, reason] of untrusted) {
  test(`the email of ${who} is not trusted`, async () => {
    const { email } = await identityOf(profile);

    assert.deepEqual(email, { status: 'untrusted', reason });
  });
}

test('that an app names somebody opens nothing, and an app is nobody', async () => {
  const { identify } = createCustomers({ findProfile: async () => member, trustedTeams: {} });
  const conversation = { customer: 'U1', team: 'T1', typed_email: null };

  const reported = await identify({ ...conversation, from_app: { is: 'reporter', name: 'Form' } });
  const app = await identify({ ...conversation, from_app: { is: 'customer', name: 'Form' } });

  const reason = (of: string) => ({ status: 'untrusted', reason: of });
  assert.deepEqual([reported.email, reported.reportedBy], [reason('reported-by-app'), 'Form']);
  assert.deepEqual([app.name, app.email], ['Form', reason('app')]);
});

test('a desk that trusts no team trusts no partner', async () => {
  const { email } = await identityOf(partner, { trustedTeams: {} });

  assert.deepEqual(email, { status: 'untrusted', reason: 'stranger' });
});

test('a desk cannot trust the guests of its own workspace', async () => {
  const guest = { ...member, isGuest: true };

  const { email } = await identityOf(guest, { trustedTeams: { T1: 'gmail.com' } });

  assert.equal(email.status, 'untrusted');
});

test('a typed email is kept and never trusted', async () => {
  const withoutEmail = { ...member, email: null };

  const identity = await identityOf(withoutEmail, { typedEmail: 'johndoe@gmail.com' });

  assert.equal(identity.typedEmail, 'johndoe@gmail.com');
  assert.equal(identity.email.status, 'untrusted');
});

test('a user without a readable profile is called by their id', async () => {
  assert.equal((await identityOf(undefined)).name, 'U1');
  assert.equal((await identityOf(member)).name, 'John Doe');
});

function identityOf(
  profile: SlackProfile | undefined,
  {
    trustedTeams = { T2: 'Acme.com' },
    typedEmail = null,
  }: { trustedTeams?: Record<string, string>; typedEmail?: string | null } = {},
) {
  const findProfile = async (user: string) => (user === 'U1' ? profile : undefined);
  const { identify } = createCustomers({ findProfile, trustedTeams });
  return identify({ customer: 'U1', team: 'T1', typed_email: typedEmail, from_app: null });
}
