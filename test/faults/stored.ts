import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';

/** What the bot's database contains once its processes have ended. */
export type Stored = {
  /** The customers' lines, a line that is stored twice included twice. */
  lines: string[];
  tickets: number;
  /** Messages of the outbox that are not posted, or not updated to their last version. */
  notPosted: string[];
  failedJobs: number;
};

export async function readStored(address: DatabaseAddress): Promise<Stored> {
  const { queries, close } = await openDatabase(address);
  const messages = await queries
    .selectFrom('messages')
    .select('text')
    .where('role', '=', 'customer')
    .where('conversation_id', 'is not', null)
    .where('is_escalation_request', '=', false)
    .execute();
  const tickets = await queries.selectFrom('tickets').select('id').execute();
  const notPosted = await queries
    .selectFrom('outbox')
    .select(['id', 'kind', 'refusal'])
    .where(({ eb, or, ref }) =>
      or([eb('ts', 'is', null), eb('shown_version', '<', ref('wanted_version'))]),
    )
    .execute();
  const failed = await queries.selectFrom('failed_jobs').select('id').execute();
  await close();
  return {
    lines: messages.map(({ text }) => text),
    tickets: tickets.length,
    notPosted: notPosted.map(({ id, kind, refusal }) => `${kind} ${id} ${refusal ?? ''}`),
    failedJobs: failed.length,
  };
}
