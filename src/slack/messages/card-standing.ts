import type { Ticket } from '../../tickets/ticket.ts';
import type { RenderSources } from './rendered.ts';
import { shortName } from './short-name.ts';

/** How a ticket stands, and who has it. */
export async function standing(
  { status, resolved_by, resolve_reason, is_no_request, holder, answered_at }: Ticket,
  { profiles, resolveReasons }: Pick<RenderSources, 'profiles' | 'resolveReasons'>,
): Promise<string> {
  if (status === 'resolved') {
    const resolver = resolved_by === null ? 'an agent' : await shortName(profiles, resolved_by);
    if (is_no_request) return `Closed by ${resolver}: not a request.`;
    return `Resolved by ${resolver}${reasonText(resolve_reason, resolveReasons)}.`;
  }
  const name = holder === null ? undefined : await shortName(profiles, holder);
  if (answered_at !== null) {
    return `Waiting for the customer${name === undefined ? '' : `, with ${name}`}.`;
  }
  return name === undefined ? 'New.' : `With ${name}.`;
}

/** A reason that the desk no longer lists is shown by its id. */
function reasonText(id: string | null, reasons: RenderSources['resolveReasons']): string {
  if (id === null) return '';
  const title = reasons.find((reason) => reason.id === id)?.title ?? id;
  return `: ${title}`;
}
