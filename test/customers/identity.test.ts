import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainVoucher } from '../../src/customers/explain-voucher.ts';
import {
  identify,
  type SlackProfile,
  Voucher,
  VoucherReason,
} from '../../src/customers/identity.ts';

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

const vouched: [string, SlackProfile, string][] = [
  ['a full member with a confirmed email', member, 'johndoe@gmail.com'],
  ['a member of a team whose domain the desk vouches for', partner, 'ann@acme.com'],
  [
    'such a member whose confirmation Slack does not tell',
    { ...partner, isEmailConfirmed: null },
    'ann@acme.com',
  ],
  ['such a member whom Slack calls a stranger', { ...partner, isStranger: true }, 'ann@acme.com'],
  ['such a member with capitals', { ...partner, email: 'Ann@ACME.com' }, 'Ann@ACME.com'],
];

const notVouched: [string, SlackProfile | undefined, VoucherReason][] = [
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

for (const [who, profile, email] of vouched) {
  test(`Slack vouches for ${who}`, () => {
    const { voucher } = identityOf(profile);

    assert.deepEqual(voucher, { status: 'vouched', email });
  });
}

for (const [who, profile, reason] of notVouched) {
  test(`Slack does not vouch for ${who}`, () => {
    const { voucher } = identityOf(profile);

    assert.deepEqual(voucher, { status: 'not-vouched', reason });
  });
}

test('a desk that vouches for no team believes no partner', () => {
  const identity = identify({ user: 'U1', profile: partner, team: 'T1', typedEmail: null });

  assert.deepEqual(identity.voucher, { status: 'not-vouched', reason: 'stranger' });
});

test('a desk cannot vouch for the guests of its own workspace', () => {
  const identity = identify({
    user: 'U1',
    profile: { ...member, isGuest: true },
    team: 'T1',
    vouchedTeams: { T1: 'gmail.com' },
    typedEmail: null,
  });

  assert.equal(identity.voucher.status, 'not-vouched');
});

test('a typed email is kept and never vouched for', () => {
  const identity = identityOf({ ...member, email: null }, 'johndoe@gmail.com');

  assert.equal(identity.typedEmail, 'johndoe@gmail.com');
  assert.equal(identity.voucher.status, 'not-vouched');
});

test('a user without a readable profile is called by their id', () => {
  assert.equal(identityOf(undefined).name, 'U1');
  assert.equal(identityOf(member).name, 'John Doe');
});

test('each voucher has a plain sentence of its own', () => {
  const refusals = VoucherReason.options.map((reason) =>
    Voucher.parse({ status: 'not-vouched', reason }),
  );
  const vouchers = [Voucher.parse({ status: 'vouched', email: 'a@example.com' }), ...refusals];

  const sentences = vouchers.map(explainVoucher);

  assert.equal(new Set(sentences).size, vouchers.length);
  assert.ok(sentences.every((sentence) => /^Slack .+\.$/.test(sentence)));
});

function identityOf(profile: SlackProfile | undefined, typedEmail: string | null = null) {
  return identify({
    user: 'U1',
    profile,
    team: 'T1',
    vouchedTeams: { T2: 'Acme.com' },
    typedEmail,
  });
}
