import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Columns get the names that the code uses now, a message of the outbox says what it is about in
 * JSON, and reasons that were stored as sentences become codes with their values.
 */
export const codesForSentences: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

/** An identity whose email is trusted or not, out of one with a voucher. */
const identityOf = (identity: string) => `
  (${identity} - 'voucher') || jsonb_build_object('email', case ${identity}->'voucher'->>'status'
    when 'vouched' then jsonb_build_object(
      'status', 'trusted', 'address', ${identity}->'voucher'->'email'
    )
    else jsonb_build_object('status', 'untrusted', 'reason', ${identity}->'voucher'->'reason')
  end)`;

/** Slack's code, out of the clause that stood for it. */
const refusalOf = (clause: string) => `
  case ${clause}
    when 'the channel is gone, or the bot was removed from it' then 'channel_not_found'
    when 'the bot is not in the channel' then 'not_in_channel'
    when 'the channel is archived' then 'is_archived'
    when 'posting in the channel is restricted' then 'restricted_action'
    else coalesce(substring(${clause} from 'Slack refused it \\((.*)\\)'), 'unknown')
  end`;

/** The part of a ticket's triage without its engine's sentence. */
const withEngineCode = (part: string) => `
  update tickets set triage = jsonb_set(triage, '{${part},engine,because}', to_jsonb(
    case triage->'${part}'->'engine'->>'because'
      when 'no model is configured' then 'no-model'
      when 'the model did not answer in time' then 'timeout'
      when 'the model is asked too often just now' then 'rate-limited'
      when 'the model''s account has no credit left' then 'quota'
      when 'the model rejected the request; its key or name may be wrong' then 'rejected'
      when 'the model declined to answer' then 'refused'
      when 'the model gave no usable answer' then 'invalid-answer'
      when 'the model has been failing and is left alone for a moment' then 'circuit-open'
      else 'unavailable'
    end
  )) where triage->'${part}'->'engine'->>'kind' = 'offline'`;

const reason = `triage->'decision'->>'reason'`;

const statements = [
  'alter table conversations rename column intake to greeting_step',
  `update conversations set identity = ${identityOf('identity')} where identity ? 'voucher'`,
  'alter table messages rename column is_call to is_escalation_request',

  `update tickets set triage = jsonb_set(triage, '{identity}', ${identityOf(`(triage->'identity')`)})
    where triage->'identity' ? 'voucher'`,
  withEngineCode('classification'),
  withEngineCode('opinion'),
  `update tickets set triage = jsonb_set(triage, '{decision,reason}', case
      when ${reason} like 'Opinions differ: %' then jsonb_build_object(
        'code', 'split',
        'classified', substring(${reason} from 'classified as (.*), summarized for '),
        'summarized', substring(${reason} from ', summarized for (.*)\\.$')
      )
      when ${reason} like 'Meant for %' then jsonb_build_object(
        'code', 'undeliverable',
        'meantFor', substring(${reason} from 'Meant for (.*), but it could not be posted there'),
        'refusal', ${refusalOf(`substring(${reason} from 'could not be posted there: (.*)\\.$')`)}
      )
      else jsonb_build_object('code', 'unclear')
    end) where ${reason} is not null`,
  `update tickets set triage = (triage - 'context') || jsonb_build_object('records',
      jsonb_build_object(
        'account', case triage->'context'->'records'->>'status'
          when 'found' then jsonb_build_object(
            'status', 'found', 'account', triage->'context'->'records'->'customer'
          )
          when 'not-vouched' then '{"status":"untrusted-email"}'
          when 'no-directory' then '{"status":"no-source"}'
          when 'directory-down' then '{"status":"unavailable"}'
          else triage->'context'->'records'
        end,
        'sections', (
          select coalesce(jsonb_agg(
            (section - 'source') || jsonb_build_object('section', section->'source') order by place
          ), '[]')
          from jsonb_array_elements(triage->'context'->'sections')
            with ordinality as sections(section, place)
        )
      )
    ) where triage ? 'context'`,

  'alter table outbox rename column wanted to wanted_version',
  'alter table outbox rename column shown to shown_version',
  'alter table outbox rename column failure to refusal',
  `update outbox set refusal = ${refusalOf('refusal')} where refusal is not null`,
  'alter table outbox add column about jsonb',
  'alter table outbox add column words jsonb',
  `update outbox set about = case
      when kind in ('ask-email', 'ask-issue', 'introduce')
        then jsonb_build_object('conversationId', subject)
      when kind = 'transcript' then jsonb_build_object('ticketId', subject, 'part', part)
      when kind = 'follow-up' then jsonb_build_object(
        'ticketId', split_part(subject, ':', 1), 'ts', split_part(subject, ':', 2), 'part', part
      )
      when kind = 'changed-message' then jsonb_build_object(
        'ticketId', split_part(subject, ':', 1), 'ts', split_part(subject, ':', 2),
        'revision', split_part(subject, ':', 3), 'part', part
      )
      when kind = 'failure-notice' then jsonb_build_object('id', subject)
      when kind = 'answer' then jsonb_build_object('interaction', subject)
      when kind = 'home' then jsonb_build_object('user', subject)
      else jsonb_build_object('ticketId', subject)
    end`,
  `update outbox set words = case
      when kind in ('transcript', 'follow-up', 'changed-message') then text::jsonb
      when kind = 'failure-notice' and text like 'The job %' then jsonb_build_object(
        'reason', 'job-failed',
        'job', substring(text from '“([^”]*)”'),
        'ticket', substring(text from ' for H-([0-9]+) has failed')::integer
      )
      when kind = 'failure-notice' then jsonb_build_object(
        'reason', 'agents-unreachable',
        'kind', substring(text from 'for the agents \\(([^)]*)\\)'),
        'refusal', ${refusalOf(`substring(text from 'the triage channel: (.*)\\. It is kept')`)}
      )
      when kind = 'answer' and text like 'You are one of the agents%'
        then '{"answer":"agents-open-none"}'
      when kind = 'answer' then (
        select jsonb_build_object('answer', 'ticket', 'ticketId', tickets.id) from tickets
        where tickets.team = outbox.team
          and tickets.number = substring(text from 'H-([0-9]+)')::integer
      )
    end where text is not null`,
  'alter table outbox drop constraint outbox_kind_subject_part_channel_key',
  `update outbox set subject = concat_ws(
      ':', part, about->>'revision', about->>'ticketId', about->>'ts'
    ) where kind in ('transcript', 'follow-up', 'changed-message')`,
  'alter table outbox drop column part',
  'alter table outbox drop column text',
  'alter table outbox alter column about set not null',
  'alter table outbox add constraint outbox_kind_subject_channel_key unique (kind, subject, channel)',
];
