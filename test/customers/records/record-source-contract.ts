import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type RecordSource,
  RecordsUnavailable,
} from '../../../src/customers/records/record-source.ts';
import { type Account, Fact } from '../../../src/customers/records/records.ts';
import { isPublic } from '../../../src/customers/records/section.ts';
import { SectionId } from '../../../src/desk/desk.ts';

/** What an adapter's test has put into the source before the contract is tested. */
type Known = {
  /** An account that has records in every section, and the only one with its email. */
  account: Account;
  /** The accounts of one other email; each of their facts in `marked` holds its account's id. */
  shared: { email: string; accounts: readonly Account[]; marked: SectionId };
  /** An account without purchases, charges or rewards. */
  withoutRecords: Account;
  /** An email that more than 25 accounts have. */
  crowdedEmail: string;
};

/** Tests that an adapter keeps the promises of {@link RecordSource}. */
export function testRecordSource(
  name: string,
  { source, known, broken }: { source: RecordSource; known: Known; broken?: RecordSource },
): void {
  test(`${name}: an email finds its account in any case, and the account has nothing but its id, email and name`, async () => {
    const { account } = known;

    for (const email of [account.email, account.email.toUpperCase()]) {
      assert.deepEqual(await source.findAccounts(email), [account]);
    }
  });

  test(`${name}: an email that accounts share finds each of them`, async () => {
    const { email, accounts } = known.shared;

    const found = await source.findAccounts(email);

    assert.deepEqual(sorted(found), sorted(accounts));
  });

  test(`${name}: an email finds at most 25 accounts`, async () => {
    assert.equal((await source.findAccounts(known.crowdedEmail)).length, 25);
  });

  test(`${name}: an email is compared as a whole, not as a pattern or a part`, async () => {
    const { email } = known.account;
    const [, domain = ''] = email.split('@');
    const others = [
      `%@${domain}`,
      `${email} `,
      ` ${email}`,
      email.slice(1),
      "' or true --",
      '',
      '%',
    ];

    for (const other of others) assert.deepEqual(await source.findAccounts(other), [], other);
  });

  for (const section of SectionId.options) {
    test(`${name}: ${section} are facts on one short line each, for an account without records too`, async () => {
      for (const account of [known.account, known.withoutRecords]) {
        const facts = await read(source, section, account);

        assert.ok(facts.length > 0);
        assert.deepEqual(
          facts.map((fact) => Fact.strict().parse(fact)),
          facts,
        );
        for (const { label, value } of facts) {
          assert.match(label, /^\S.{0,199}$/u);
          assert.match(value, /^\S.{0,999}$/u);
        }
      }
    });
  }

  test(`${name}: many readings at once are each about their own account`, async () => {
    const { accounts, marked } = known.shared;
    const readings = Array.from({ length: 8 }, () => accounts).flat();

    const facts = await Promise.all(readings.map((account) => read(source, marked, account)));

    for (const [index, account] of readings.entries()) {
      const others = accounts.filter(({ id }) => id !== account.id);
      const text = JSON.stringify(facts[index]);
      assert.ok(text.includes(account.id), text);
      assert.ok(!others.some(({ id }) => text.includes(id)), text);
    }
  });

  if (broken) {
    test(`${name}: a source that cannot be read fails as unavailable, without the customer's data`, async () => {
      const { account } = known;
      const readings = [
        () => broken.findAccounts(account.email),
        ...SectionId.options.map((section) => () => read(broken, section, account)),
      ];

      for (const reading of readings) {
        await assert.rejects(reading, (error) => {
          assert.ok(error instanceof RecordsUnavailable);
          assert.ok(error.message.length > 20);
          return ![account.email, account.id, account.name].some((value) =>
            error.message.includes(value),
          );
        });
      }
    });
  }
}

async function read(source: RecordSource, section: SectionId, account: Account): Promise<Fact[]> {
  const facts = isPublic(section)
    ? await source.sections[section]?.()
    : await source.sections[section]?.(account);
  assert.ok(facts, `${section} is not offered`);
  return facts;
}

function sorted(accounts: readonly Account[]): Account[] {
  return accounts.toSorted((one, other) => Number(one.id) - Number(other.id));
}
