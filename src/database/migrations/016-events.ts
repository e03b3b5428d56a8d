import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What happened to each ticket, from which the week's report is counted, with what the rows of an older
 * bot show of it: how much working time had passed, and which target held, they do not. And the zone in
 * which the desk's days are counted.
 */
export const events: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table workspaces add column zone text',
  `create table ticket_events (
    id bigint generated always as identity primary key,
    team text not null,
    ticket_id text not null references tickets,
    at timestamptz not null,
    kind text not null,
    "by" text,
    destination text,
    value jsonb not null
  )`,
  'create index events_of_ticket on ticket_events (ticket_id, id)',
  'create index events_by_time on ticket_events (team, at)',
  // The order of what has the same time is that in which these are listed.
  `insert into ticket_events (team, ticket_id, at, kind, "by", destination, value)
    select team, ticket_id, at, kind, "by", destination, jsonb_strip_nulls(value) || coalesce(nulls, '{}')
    from (
      select 1 as place, team, id as ticket_id, escalated_at as at, 'opened' as kind, escalated_by as "by",
        null as destination, jsonb_build_object('door', door) as value, null::jsonb as nulls
      from tickets
      union all
      select 2, team, split_from, escalated_at, 'split', escalated_by,
        (select destination from tickets whole where whole.id = tickets.split_from),
        jsonb_build_object('into', id), null
      from tickets where split_from is not null
      union all
      select 3, team, id,
        case when first_from is null then routed_at else escalated_at end,
        'routed', null, coalesce(first_from, destination), '{}',
        jsonb_build_object('how', 'triage', 'reason', triage -> 'decision' -> 'reason' ->> 'code')
      from tickets
        left join lateral (
          select moved_from as first_from from moves
          where moves.ticket_id = tickets.id order by moves.id limit 1
        ) as first_move on true
      where routed_at is not null and destination is not null
      union all
      select 4, team, ticket_id, moved_at, 'moved', moved_by, moved_to,
        jsonb_build_object('from', moved_from, 'to', moved_to, 'isCorrection', exists (
          select 1 from corrections
          where corrections.ticket_id = moves.ticket_id and corrected_at = moved_at
        )), null
      from moves
      union all
      select 5, team, id, holder_since, 'claimed', holder_set_by, destination,
        jsonb_build_object('holder', holder,
          'how', case when holder_set_by is distinct from holder then 'assign' else 'claim' end),
        '{"workingMs": null}'
      from tickets where holder is not null and holder_since is not null
      union all
      select 6, team, id, first_answered_at, 'replied', (
          select author from replies where replies.ticket_id = tickets.id order by created_at limit 1
        ), destination, '{"isFirst": true}', '{"workingMs": null, "targetMs": null}'
      from tickets where first_answered_at is not null
      union all
      select 7, team, id, undone_at, 'resolved', coalesce(holder, reopened_by, escalated_by), destination,
        '{"isNoRequest": false}', '{"reason": null, "workingMs": null}'
      from tickets where undone_at is not null
      union all
      select 8, team, id, undone_at, 'reopened', reopened_by, destination,
        jsonb_build_object('how', 'button', 'wasTold', exists (
          select 1 from outbox where kind = 'resolved' and about ->> 'ticketId' = tickets.id
            and (about ->> 'at' is null or (about ->> 'at')::timestamptz = undone_at)
        )), null
      from tickets where undone_at is not null
      union all
      select 9, team, id, resolved_at, 'resolved', resolved_by, destination,
        jsonb_build_object('isNoRequest', is_no_request),
        jsonb_build_object('reason', resolve_reason, 'workingMs', null)
      from tickets where resolved_at is not null and merged_into is null
      union all
      select 10, team, id, resolved_at, 'merged', resolved_by, destination,
        jsonb_build_object('into', merged_into), null
      from tickets where resolved_at is not null and merged_into is not null
      union all
      select 11, feedback.team, ticket_id, given_at, 'rated', customer, tickets.destination,
        jsonb_build_object('rating', rating, 'resolvedAt',
          to_char(feedback.resolved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), null
      from feedback join tickets on tickets.id = ticket_id
    ) as shown
    order by at, place`,
];
