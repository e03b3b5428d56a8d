import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { insertConversation } from '../../src/conversations/conversation-store.ts';
import { insertMessage } from '../../src/conversations/message-store.ts';
import type { Database } from '../../src/database/open-database.ts';
import type { Destination } from '../../src/routing/destination.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { insertTicket } from '../../src/tickets/ticket-store.ts';

/** What a destination must be told about to show what it has written. */
export type DestinationUnderTest = {
  name: string;
  database: Database;
  destination: Destination;
  /** What waits to be delivered for a ticket, in any form: as many entries as deliveries. */
  written(ticketId: string): Promise<unknown[]>;
};

/** What every destination promises to the routing. */
export function testDestination({
  name,
  database,
  destination,
  written,
}: DestinationUnderTest): void {
  let tickets = 0;

  test(`${name}: a delivery is written with the transaction that routes the ticket`, async () => {
    const ticket = await openTicket();

    await deliver(ticket, 'billing');

    assert.ok((await written(ticket.id)).length > 0);
  });

  test(`${name}: a transaction that fails leaves no delivery behind`, async () => {
    const ticket = await openTicket();

    const failing = database.transaction(async (transaction) => {
      await destination.deliver(transaction, { ...ticket, destination: 'billing' });
      throw new Error('No.');
    });

    await assert.rejects(failing, /^Error: No\.$/);
    assert.deepEqual(await written(ticket.id), []);
  });

  test(`${name}: delivered again to the same agents, a ticket is written once`, async () => {
    const ticket = await openTicket();

    await deliver(ticket, 'billing');
    const once = await written(ticket.id);
    await deliver(ticket, 'billing');

    assert.deepEqual(await written(ticket.id), once);
  });

  test(`${name}: two deliveries at the same time write a ticket once`, async () => {
    const [one, other] = [await openTicket(), await openTicket()];
    await deliver(one, 'billing');
    const once = await written(one.id);

    await Promise.all([deliver(other, 'billing'), deliver(other, 'billing')]);

    assert.equal((await written(other.id)).length, once.length);
  });

  test(`${name}: a ticket that is moved is delivered to the other agents too`, async () => {
    const ticket = await openTicket();

    await deliver(ticket, 'billing');
    const first = await written(ticket.id);
    await deliver(ticket, 'sale');

    assert.ok((await written(ticket.id)).length > first.length);
  });

  test(`${name}: a category that the desk no longer has is delivered all the same`, async () => {
    const ticket = await openTicket();

    await deliver(ticket, 'closed-long-ago');

    assert.ok((await written(ticket.id)).length > 0);
  });

  function deliver(ticket: Ticket, category: string): Promise<void> {
    return database.transaction((transaction) =>
      destination.deliver(transaction, { ...ticket, destination: category }),
    );
  }

  /** A ticket of a conversation of one message. */
  function openTicket(): Promise<Ticket> {
    const id = randomUUID();
    const at = new Date();
    return database.transaction(async (transaction) => {
      const place = { team: 'T1', channel: 'D1' };
      await insertConversation(transaction, {
        ...place,
        id,
        place: 'direct',
        customer: 'U1',
        at,
      });
      tickets += 1;
      const ts = `${1_700_000_000 + tickets}.000000`;
      await insertMessage(transaction, {
        ...place,
        ts,
        root: ts,
        conversation_id: id,
        author: 'U1',
        role: 'customer',
        text: 'I was charged twice',
        files: [],
        is_escalation_request: false,
        revision: ts,
      });
      return insertTicket(transaction, {
        id,
        team: 'T1',
        number: tickets,
        conversation_id: id,
        door: 'text',
        escalated_by: 'U1',
        escalated_at: at,
        transcript_until: ts,
      });
    });
  }
}
