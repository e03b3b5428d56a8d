import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Since when it is the agents' turn on a ticket, and when they answered it first. */
export const turns: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

/** When what was written for a ticket was written, by the roles of those who wrote it. */
function written(role: 'agent' | 'customer'): string {
  return `select to_timestamp(substring(ts from '^[0-9]+[.]?[0-9]*')::float8) as at from messages
    where role = '${role}' and not is_deleted and conversation_id = tickets.conversation_id
      and (messages.ticket_id = tickets.id or (messages.ticket_id is null and split_from is null))`;
}

const statements = [
  'alter table tickets add column turn_since timestamptz, add column first_answered_at timestamptz',
  // Agents answer with the bot, or write to the customer themselves, of which the message is all that is stored.
  `update tickets set first_answered_at = least(answered_at,
    (select min(created_at) from replies where replies.ticket_id = tickets.id),
    (select min(at) from (${written('agent')}) as answers where at >= escalated_at))`,
  `update tickets set turn_since = case
    when first_answered_at is null then escalated_at
    else greatest(undone_at, last_answer, (select min(at) from (${written('customer')}) as words where at > last_answer))
  end
  from (select id as answered_id, greatest(first_answered_at, answered_at,
      (select max(created_at) from replies where replies.ticket_id = tickets.id),
      (select max(at) from (${written('agent')}) as answers)) as last_answer
    from tickets) as answered
  where answered_id = tickets.id`,
  // An instance of the version before, beside this one, stores none.
  'alter table tickets alter column turn_since set not null, alter column turn_since set default now()',
];
