import { NotPosted, Undeliverable } from '../../outbox/messenger.ts';
import { forOwnerToRepair, slackFailure } from '../workspace/slack-failure.ts';

/**
 * Calls Slack for the outbox, which must know what a failure means.
 *
 * @throws {Undeliverable} when Slack will never do this.
 * @throws {NotPosted} when Slack did nothing, and may be asked again.
 */
export async function callSlack<Result>(make: () => Promise<Result>): Promise<Result> {
  try {
    return await make();
  } catch (error) {
    throw meaning(error) ?? error;
  }
}

function meaning(cause: unknown): Undeliverable | NotPosted | undefined {
  const failure = slackFailure(cause);
  if (failure.kind === 'unsure') return undefined;
  if (failure.kind === 'rate-limited') {
    return new NotPosted('Slack asks to wait', { cause });
  }
  if (forOwnerToRepair.has(failure.code)) {
    return new NotPosted(`Slack refused (${failure.code})`, { cause });
  }
  return new Undeliverable(failure.code, { cause });
}
