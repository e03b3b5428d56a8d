import type { Draft } from '../../outbox/outbox-store.ts';
import { directChannel } from '../workspace/direct-channel.ts';
import { escalateHere } from './escalate-command.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** What is answered in the direct messages, where it is not plain to see. */
type Answer = Extract<Draft, { kind: 'answer' }>['words'];

/**
 * *Talk to a person* in the Home tab: `/escalate` in the direct messages. A tab has no place for an
 * answer, so that is posted there; a new ticket posts its own status.
 */
export async function escalateFromHome(
  action: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { team, user, key } = action;
  const { client, database, outbox } = deps;
  const channel = await directChannel(client, user);
  const words = await escalate(action, channel, deps);
  if (words) {
    await database.transaction((transaction) =>
      outbox.postOnce(transaction, {
        team,
        channel,
        kind: 'answer',
        about: { interaction: key },
        words,
      }),
    );
  }
  await responder.acknowledge();
}

async function escalate(
  { team, user, triggerId }: BlockAction,
  channel: string,
  deps: ListenerDeps,
): Promise<Answer> {
  if (deps.agents.isAgent(user)) return { answer: 'agents-open-none' };
  const escalation = await escalateHere({ team, channel, user, text: '', triggerId }, deps);
  if (escalation?.status !== 'already') return null;
  return { answer: 'ticket', ticketId: escalation.ticket.id };
}
