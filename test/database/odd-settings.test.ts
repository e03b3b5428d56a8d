import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openPostgres } from '../support/open-postgres.ts';
import { otherRole } from '../support/other-role.ts';
import { startBot } from '../support/start-bot.ts';

/** Each is allowed to an owner, and each broke a session that relied on the default. */
const odd = [
  "datestyle = 'SQL, DMY'",
  "timezone = 'Asia/Kathmandu'",
  "intervalstyle = 'sql_standard'",
  'extra_float_digits = -15',
  "bytea_output = 'escape'",
  'standard_conforming_strings = off',
  "default_transaction_isolation = 'serializable'",
  'default_transaction_read_only = on',
  'default_transaction_deferrable = on',
  'statement_timeout = 1',
  'lock_timeout = 1',
  'idle_in_transaction_session_timeout = 100',
  'idle_session_timeout = 100',
  'row_security = off',
];

const postgres = await openPostgres();
if (postgres === undefined) {
  test('odd settings of a database', { skip: 'NOT TESTED ON POSTGRESQL' });
} else {
  const { rows, address } = postgres;
  const { name, connectionString } = await otherRole(address.connectionString, 'superuser');
  for (const setting of odd) await rows(`alter role ${name} set ${setting}`);
  const bot = await startBot({ database: { kind: 'postgres', connectionString } });
  after(async () => {
    await bot.stop();
    await postgres.stop();
  });

  test('eight customers get their tickets, whatever the role has set', async () => {
    const names = ['Ann', 'Bob', 'Cid', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal'];
    const customers = names.map((each) => bot.customer(each));

    await Promise.all(customers.map(({ say }) => say(bot.help, 'I was charged twice')));
    await bot.slack.delivered();
    await Promise.all(customers.map(({ command }) => command('/escalate', { in: bot.help })));

    for (const each of names) await bot.card(bot.billing, `Customer: ${each}`);
    await bot.settled();
    assert.deepEqual(
      bot.slack.deliveries.filter(({ status }) => status === 500),
      [],
    );
    const [times] = await rows(
      "select count(*) from messages m join conversations c on c.id = m.conversation_id where abs(extract(epoch from c.last_message_at) - m.ts::numeric) > 60 and m.role = 'customer'",
    );
    assert.deepEqual(times, { count: '0' });
  });
}
