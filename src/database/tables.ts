import type { ColumnType, Generated } from 'kysely';

/** A jsonb column: read as unknown and parsed by the reader's schema, written as JSON text. */
type Json = ColumnType<unknown, string, string>;
type JsonOrNull = ColumnType<unknown, string | null, string | null>;

/** Every table, as its rows look to a query. Times are `Date`s in UTC, Slack's `ts` stays text. */
export type Tables = {
  workspaces: { team: string; last_ticket_number: Generated<number>; first_started_at: Date };
  conversations: {
    id: string;
    team: string;
    channel: string;
    place: 'channel' | 'direct';
    customer: string;
    status: 'open' | 'escalated' | 'resolved';
    intake: Generated<'new' | 'asked-email' | 'asked-issue' | 'done'>;
    typed_email: string | null;
    identity: JsonOrNull;
    opened_at: Date;
    last_message_at: Date;
  };
  /** A root without a conversation is known to be nobody's: an agent's or a bot's. */
  threads: {
    team: string;
    channel: string;
    root: string;
    conversation_id: string | null;
  };
  /** A row without a conversation waits for its thread's root. A deleted row is a tombstone. */
  messages: {
    team: string;
    channel: string;
    ts: string;
    root: string;
    conversation_id: string | null;
    author: string;
    role: 'customer' | 'bot' | 'agent' | 'participant';
    text: string;
    files: Json;
    is_call: boolean;
    revision: string;
    is_deleted: Generated<boolean>;
    /** It is in a transcript that agents have. */
    is_handed_over: Generated<boolean>;
  };
  interactions: { team: string; key: string; received_at: Date };
  classifications: {
    conversation_id: string;
    transcript_hash: string;
    classification: Json;
  };
  tickets: {
    id: string;
    team: string;
    number: number;
    conversation_id: string;
    status: 'triaging' | 'routed' | 'resolved';
    door: string;
    escalated_by: string;
    escalated_at: Date;
    transcript_until: string | null;
    triage: Generated<unknown>;
    destination: string | null;
    routed_at: Date | null;
    resolved_by: string | null;
    resolved_at: Date | null;
  };
  failed_jobs: { id: string; kind: string; key: string | null; payload: Json; failed_at: Date };
  outbox: {
    id: Generated<number>;
    key: string;
    team: string;
    kind: string;
    subject: string;
    part: Generated<number>;
    channel: string;
    thread: string | null;
    parent: number | null;
    text: string | null;
    ts: string | null;
    wanted: Generated<number>;
    shown: Generated<number>;
    is_calling: Generated<boolean>;
    failure: string | null;
    created_at: Date;
    posted_at: Date | null;
  };
};
