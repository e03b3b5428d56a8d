import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Written out whole and never edited again: later changes are later migrations. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table workspaces (
    team text primary key,
    last_ticket_number integer not null default 0,
    first_started_at timestamptz not null
  )`,
  `create table conversations (
    id text primary key,
    team text not null,
    channel text not null,
    place text not null check (place in ('channel', 'direct')),
    customer text not null,
    status text not null check (status in ('open', 'escalated', 'resolved')),
    intake text not null default 'new',
    typed_email text,
    identity jsonb,
    opened_at timestamptz not null,
    last_message_at timestamptz not null
  )`,
  'create index conversations_of_customer on conversations (team, channel, customer, last_message_at desc)',
  `create table threads (
    team text not null,
    channel text not null,
    root text not null,
    conversation_id text references conversations,
    primary key (team, channel, root)
  )`,
  'create index threads_of_conversation on threads (conversation_id)',
  `create table messages (
    team text not null,
    channel text not null,
    ts text not null,
    root text not null,
    conversation_id text references conversations,
    author text not null,
    role text not null check (role in ('customer', 'bot', 'agent', 'participant')),
    text text not null,
    files jsonb not null,
    is_call boolean not null,
    revision text not null,
    is_deleted boolean not null default false,
    primary key (team, channel, ts)
  )`,
  'create index messages_of_conversation on messages (conversation_id, ts)',
  'create index messages_without_conversation on messages (team, channel, root) where conversation_id is null',
  `create table interactions (
    team text not null,
    key text not null,
    received_at timestamptz not null,
    primary key (team, key)
  )`,
  `create table classifications (
    conversation_id text not null references conversations,
    transcript_hash text not null,
    classification jsonb not null,
    primary key (conversation_id, transcript_hash)
  )`,
  `create table tickets (
    id text primary key,
    team text not null,
    number integer not null,
    conversation_id text not null references conversations,
    status text not null check (status in ('triaging', 'routed', 'resolved')),
    door text not null,
    escalated_by text not null,
    escalated_at timestamptz not null,
    transcript_until text,
    triage jsonb not null default '{}',
    destination text,
    routed_at timestamptz,
    resolved_by text,
    resolved_at timestamptz,
    unique (team, number)
  )`,
  `create unique index one_unresolved_ticket_per_conversation
    on tickets (conversation_id) where status <> 'resolved'`,
  `create table failed_jobs (
    id text primary key,
    kind text not null,
    key text,
    payload jsonb not null,
    failed_at timestamptz not null
  )`,
  `create table outbox (
    id bigint generated always as identity primary key,
    key text not null unique,
    team text not null,
    kind text not null,
    subject text not null,
    part integer not null default 0,
    channel text not null,
    thread text,
    parent bigint references outbox,
    text text,
    ts text,
    wanted integer not null default 1,
    shown integer not null default 0,
    is_calling boolean not null default false,
    failure text,
    created_at timestamptz not null,
    posted_at timestamptz,
    unique (kind, subject, part, channel)
  )`,
  'create index outbox_of_parent on outbox (parent)',
  'create index outbox_of_channel on outbox (team, channel, posted_at desc)',
];
