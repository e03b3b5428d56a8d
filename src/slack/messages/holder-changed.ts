import { dayText } from './day-text.ts';
import { mayBeMentioned } from './may-be-mentioned.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** Who has a ticket now, for its agents. Whoever was given it is mentioned, and nobody else. */
export async function renderHolderChanged(
  { team, about: { change, by, holder, until } }: MessageOf<'holder-changed'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { profiles } = sources;
  const name = await shortName(profiles, holder);
  const actor = by === null ? 'The bot' : await shortName(profiles, by);
  switch (change) {
    case 'assigned': {
      const given: Piece = (await mayBeMentioned({ team, user: holder }, sources))
        ? { user: holder }
        : name;
      const pieces = [given, { bold: ` has this now. ${actor} assigned it.` }];
      return { text: 'A ticket was assigned', blocks: [paragraph(...pieces)] };
    }
    case 'handed-back': {
      const whose = by === holder ? '' : `, which ${name} had`;
      return line(`${actor} handed this back${whose}. Nobody has it now.`);
    }
    case 'away': {
      const back = until === undefined ? '' : ` until ${dayText(until)}`;
      return line(`${name} is away${back}. Nobody has this now.`);
    }
    case 'released':
      return line(`${name} is no longer among the agents here. Nobody has this now.`);
  }
}

function line(words: string): Rendered {
  return { text: words, blocks: [paragraph({ bold: words })] };
}
