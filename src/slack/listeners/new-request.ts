import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { escalateForm } from '../messages/forms.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { directChannel } from '../workspace/direct-channel.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { refuse } from './refuse.ts';

/**
 * The button *New request*: the form of `/escalate`, for a ticket of its own though another is open.
 * Where the bot takes no requests, it is one in the direct messages.
 */
export async function newRequestButton(
  { user, channel, triggerId }: BlockAction,
  responder: Responder,
  { client, agents, intakeChannels }: ListenerDeps,
): Promise<void> {
  if (agents.isAgent(user)) return refuse(responder, AGENTS_OPEN_NONE);
  const isTaken = isDirectMessages(channel) || intakeChannels.includes(channel);
  const about = isTaken ? channel : await directChannel(client, user);
  await client.views.open({ trigger_id: triggerId, view: escalateForm({ channel: about }) });
  await responder.acknowledge();
}
