import { categoryTitle } from '../../desk/categories.ts';
import { movesOf } from '../../tickets/move-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** That a ticket is back with agents who had it before. Their card is an old message: the line shows in the channel, too. */
export async function renderMovedBack(
  { about: { ticketId, move: id } }: MessageOf<'moved-back'>,
  { queries, profiles, categories }: RenderSources,
): Promise<Rendered> {
  const moves = await movesOf(queries, ticketId);
  const move = moves.find((one) => one.id === id);
  const from = categoryTitle(categories, move?.moved_from ?? null) ?? 'triage';
  const mover = move === undefined ? 'An agent' : await shortName(profiles, move.moved_by);
  const words = `Back here: ${mover} moved it from ${from}.`;
  return { text: words, blocks: [paragraph({ bold: words })], isAlsoInChannel: true };
}
