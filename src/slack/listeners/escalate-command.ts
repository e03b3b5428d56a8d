import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { escalationAnswer, whereToWrite } from './answers.ts';
import { escalateHere } from './escalate-here.ts';
import type { Command } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** `/escalate` in an intake channel or in the direct messages. */
export async function escalateCommand(
  command: Command,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { channel, user } = command;
  const { intakeChannels, agents, categories } = deps;
  if (!isDirectMessages(channel) && !intakeChannels.includes(channel)) {
    return responder.acknowledge({ text: whereToWrite(intakeChannels) });
  }
  if (agents.isAgent(user)) return responder.acknowledge({ text: AGENTS_OPEN_NONE });
  const escalation = await escalateHere(command, deps);
  await responder.acknowledge(escalation && { text: escalationAnswer(escalation, categories) });
}
