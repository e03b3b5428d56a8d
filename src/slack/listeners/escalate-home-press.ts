import type { WebClient } from '@slack/web-api';
import type { Database } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { AgentRoster } from '../agent-roster.ts';
import { directChannel } from '../direct-channel.ts';
import type { EscalateHere } from '../escalate-here.ts';
import { AGENTS_OPEN_NONE, escalationAnswer } from '../escalation-answer.ts';
import type { Listener, Press } from '../interactions.ts';

/**
 * Creates the listener for *Talk to a person* in the Home tab: `/escalate` in the direct messages.
 * A tab has no place for an answer, so that is posted there, where a new ticket tells of itself.
 */
export function createEscalateHomePress({
  client,
  database,
  outbox,
  escalateHere,
  roster,
  categories,
}: {
  client: WebClient;
  database: Database;
  outbox: Outbox;
  escalateHere: EscalateHere;
  roster: AgentRoster;
  categories: Category[];
}): Listener<Press> {
  return async (press, reply) => {
    const channel = await directChannel(client, press.user);
    const text = await handOn(press, channel);
    if (text !== undefined) {
      const answer = { team: press.team, channel, subject: press.key, text };
      await database.transaction((transaction) =>
        outbox.say(transaction, { ...answer, kind: 'answer' }),
      );
    }
    await reply.acknowledge();
  };

  async function handOn(press: Press, channel: string): Promise<string | undefined> {
    if (roster.isAgent(press.user)) return AGENTS_OPEN_NONE;
    const escalation = await escalateHere({ ...press, channel, text: '' });
    if (!escalation || escalation.status === 'escalated') return undefined;
    return escalationAnswer(escalation, categories);
  }
}
