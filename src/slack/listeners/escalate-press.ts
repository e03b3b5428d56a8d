import { loadConversation } from '../../conversations/conversation-store.ts';
import { claimInteraction } from '../../database/claim-interaction.ts';
import type { Database } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { Escalate } from '../../tickets/escalate.ts';
import type { AgentRoster } from '../agent-roster.ts';
import { escalationAnswer } from '../escalation-answer.ts';
import type { Listener, Press } from '../interactions.ts';

/** Creates the listener for the button *Talk to a person*; its value is the conversation. */
export function createEscalatePress({
  database,
  escalate,
  roster,
  categories,
  now,
}: {
  database: Database;
  escalate: Escalate;
  roster: AgentRoster;
  categories: Category[];
  now: () => Date;
}): Listener<Press> {
  return async ({ team, user, key, value }, reply) => {
    const escalation = await database.transaction(async (transaction) => {
      if (!(await claimInteraction(transaction, { team, key, at: now() }))) return undefined;
      const conversation = await loadConversation(transaction, value);
      const actor = { user, isAgent: roster.isAgent(user) };
      return escalate(transaction, { conversation, actor, door: 'button' });
    });
    await reply.acknowledge();
    if (escalation) reply.tell(escalationAnswer(escalation, categories));
  };
}
