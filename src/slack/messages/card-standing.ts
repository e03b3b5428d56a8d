import { isResolvedUnanswered } from '../../tickets/ending-unanswered.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { RenderSources } from './rendered.ts';
import { shortName } from './short-name.ts';

/** How a ticket stands, and who has it. */
export async function standing(
  ticket: Ticket,
  { profiles, resolveReasons }: Pick<RenderSources, 'profiles' | 'resolveReasons'>,
): Promise<string> {
  const { status, resolved_by, resolve_reason, is_no_request, holder, answered_at } = ticket;
  if (isResolvedUnanswered(ticket)) return 'Resolved: no answer from the customer.';
  if (status === 'resolved') {
    const resolver = resolved_by === null ? 'an agent' : await shortName(profiles, resolved_by);
    if (is_no_request) return `Closed by ${resolver}: not a request.`;
    return `Resolved by ${resolver}${reasonText(resolve_reason, resolveReasons)}.`;
  }
  const name = holder === null ? undefined : await shortName(profiles, holder);
  if (answered_at !== null) {
    const { reminded_at } = ticket;
    const reminded =
      reminded_at !== null && reminded_at >= answered_at ? ' They were reminded.' : '';
    return `Waiting for the customer${name === undefined ? '' : `, with ${name}`}.${reminded}`;
  }
  return name === undefined ? 'New.' : `With ${name}.`;
}

/** A reason that the desk no longer lists is shown by its id. */
function reasonText(id: string | null, reasons: RenderSources['resolveReasons']): string {
  if (id === null) return '';
  const title = reasons.find((reason) => reason.id === id)?.title ?? id;
  return `: ${title}`;
}
