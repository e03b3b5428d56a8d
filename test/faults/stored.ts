import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';

/** What the bot's database holds once its processes have ended. */
export type Stored = {
  /** The customers' lines, each as often as it is stored. */
  lines: string[];
  tickets: number;
  /** Messages of the outbox that Slack does not show, or not as they should be. */
  unsaid: number;
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
  const unsaid = await queries
    .selectFrom('outbox')
    .select('id')
    .where(({ eb, or, ref }) =>
      or([eb('ts', 'is', null), eb('shown_version', '<', ref('wanted_version'))]),
    )
    .execute();
  const failed = await queries.selectFrom('failed_jobs').select('id').execute();
  await close();
  return {
    lines: messages.map(({ text }) => text),
    tickets: tickets.length,
    unsaid: unsaid.length,
    failedJobs: failed.length,
  };
}
