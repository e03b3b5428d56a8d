import type { Shown } from '../messages/shown.ts';
import type { Responder } from './listener.ts';

/** Ends an interaction that does nothing, and says why to whoever acted. */
export async function refuse(responder: Responder, reason: string | Shown): Promise<void> {
  await responder.acknowledge();
  responder.reply(reason);
}
