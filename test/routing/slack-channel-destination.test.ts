import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { openDatabase } from '../../src/database/open-database.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { OutboxMessage } from '../../src/outbox/outbox-message.ts';
import { createSlackChannelDestination } from '../../src/routing/slack-channel-destination.ts';
import { testDestination } from '../support/destination-contract.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);

const outbox = createOutbox({
  enqueue: async () => {},
  newId: randomUUID,
  now: () => new Date(),
});
const channels = new Map([
  ['billing', 'CBILLING'],
  ['sale', 'CSALE'],
  ['triage', 'CTRIAGE'],
]);

testDestination({
  name: 'Slack channel',
  database,
  destination: createSlackChannelDestination({ outbox, channels }),
  async written(ticketId) {
    const rows = await database.queries.selectFrom('outbox').selectAll().orderBy('id').execute();
    return rows
      .map((row) => OutboxMessage.parse(row))
      .filter(({ about }) => 'ticketId' in about && about.ticketId === ticketId)
      .map(({ kind, channel, about, words }) => ({ kind, channel, about, words }));
  },
});
