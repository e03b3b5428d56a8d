import type { Category } from '../../desk/desk.ts';
import type { AgentRoster } from '../agent-roster.ts';
import type { EscalateHere } from '../escalate-here.ts';
import { AGENTS_OPEN_NONE, escalationAnswer, whereToWrite } from '../escalation-answer.ts';
import type { Command, Listener } from '../interactions.ts';

/** Creates the listener for `/escalate`. */
export function createEscalateCommand({
  escalateHere,
  roster,
  intakeChannels,
  categories,
}: {
  escalateHere: EscalateHere;
  roster: AgentRoster;
  intakeChannels: string[];
  categories: Category[];
}): Listener<Command> {
  return async (command, reply) => {
    const { channel, user } = command;
    if (!channel.startsWith('D') && !intakeChannels.includes(channel)) {
      return reply.acknowledge({ text: whereToWrite(intakeChannels) });
    }
    if (roster.isAgent(user)) return reply.acknowledge({ text: AGENTS_OPEN_NONE });
    const escalation = await escalateHere(command);
    await reply.acknowledge(escalation && { text: escalationAnswer(escalation, categories) });
  };
}
