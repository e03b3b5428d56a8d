import { sql } from 'kysely';
import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';

/** A ticket as a bot has left it: what its customer is called, what it is about, and how it stands. */
export type Seeded = {
  number: number;
  customer: string;
  name: string;
  summary: string;
  /** Null while it is under triage. */
  destination: string | null;
  engine?: 'model' | 'offline';
  status?: 'triaging' | 'routed' | 'resolved';
  holder?: string | undefined;
  /** It waits for its customer since then. */
  answeredAt?: Date | undefined;
  turnSince: Date;
  /** What is only in words that an app has said of somebody. */
  fromApp?: boolean;
};

/** Fills a database that no bot has open with tickets, each of a conversation of its own in #help. */
export async function seedTickets(
  address: DatabaseAddress,
  { team, channel }: { team: string; channel: string },
  tickets: readonly Seeded[],
): Promise<void> {
  const rows = tickets.map((ticket) => ({
    ...ticket,
    id: `seeded-${ticket.number}`,
    status: ticket.status ?? 'routed',
    from_app: ticket.fromApp ? { is: 'reporter', name: 'A form' } : null,
    triage: triageOf(ticket),
  }));
  await withDatabase(address, async (queries) => {
    await sql`insert into workspaces (team, last_ticket_number, first_started_at)
      values (${team}, ${Math.max(...tickets.map(({ number }) => number))}, now())
      on conflict (team) do update set last_ticket_number = excluded.last_ticket_number`.execute(
      queries,
    );
    const seeded = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seeded
      (id text, number int, customer text, destination text, status text, holder text,
       "answeredAt" timestamptz, "turnSince" timestamptz, triage jsonb, from_app jsonb)`;
    await sql`insert into conversations
        (id, team, channel, place, customer, status, opened_at, last_message_at, from_app)
      select id, ${team}, ${channel}, 'channel', customer, 'escalated', "turnSince", "turnSince",
        nullif(from_app, 'null'::jsonb)
      from ${seeded}`.execute(queries);
    await sql`insert into tickets
        (id, team, number, conversation_id, status, door, escalated_by, escalated_at, turn_since,
         transcript_until, triage, destination, routed_at, holder, answered_at, resolved_by, resolved_at)
      select id, ${team}, number, id, status, 'command', customer, "turnSince", "turnSince",
        '1.000001', triage, destination, "turnSince", holder, "answeredAt",
        case when status = 'resolved' then 'UAMY' end,
        case when status = 'resolved' then "turnSince" end
      from ${seeded}`.execute(queries);
  });
}

/** Ends tickets while no bot has the database open. */
export async function resolveSeeded(
  address: DatabaseAddress,
  numbers: readonly number[],
): Promise<void> {
  await withDatabase(address, async (queries) => {
    await sql`update tickets set status = 'resolved', resolved_at = now()
      where number in (${sql.join(numbers)})`.execute(queries);
  });
}

type Opened = Awaited<ReturnType<typeof openDatabase>>;

async function withDatabase(
  address: DatabaseAddress,
  work: (queries: Opened['queries']) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(address);
  try {
    await work(database.queries);
  } finally {
    await database.close();
  }
}

function triageOf({ customer, name, summary, destination, engine = 'model' }: Seeded) {
  const by = engine === 'model' ? { kind: 'model' } : { kind: 'offline', because: 'no-model' };
  const agentType = destination ?? 'unclear';
  return {
    identity: {
      user: customer,
      name,
      email: { status: 'trusted', address: 'somebody@shop.example' },
      typedEmail: null,
    },
    opinion: { agentType, summary, engine: by },
  };
}
