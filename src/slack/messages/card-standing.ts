import type { Ticket } from '../../tickets/ticket.ts';
import type { Profiles } from '../workspace/profiles.ts';
import { shortName } from './short-name.ts';

/** How a ticket stands, and who has it. */
export async function standing(
  { status, resolved_by, holder, answered_at }: Ticket,
  profiles: Profiles,
): Promise<string> {
  if (status === 'resolved') {
    const resolver = resolved_by === null ? 'an agent' : await shortName(profiles, resolved_by);
    return `Resolved by ${resolver}.`;
  }
  const name = holder === null ? undefined : await shortName(profiles, holder);
  if (answered_at !== null) {
    return `Waiting for the customer${name === undefined ? '' : `, with ${name}`}.`;
  }
  return name === undefined ? 'New.' : `With ${name}.`;
}
