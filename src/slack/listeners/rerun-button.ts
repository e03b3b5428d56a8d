import { AGENTS_AND_OWNER_ONLY, rerunAnswer } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { refuse } from './refuse.ts';

/** The button that runs failed jobs again. */
export async function rerunButton(
  { user }: BlockAction,
  responder: Responder,
  { rerunFailed, agents, owner }: ListenerDeps,
): Promise<void> {
  if (user !== owner && !agents.isAgent(user)) return refuse(responder, AGENTS_AND_OWNER_ONLY);
  const count = await rerunFailed();
  await responder.acknowledge();
  responder.reply(rerunAnswer(count));
}
