import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** Who has a ticket now, for its agents. Whoever was given it is mentioned, and nobody else. */
export async function renderHolderChanged(
  { about: { change, by, holder } }: MessageOf<'holder-changed'>,
  { profiles, agents }: RenderSources,
): Promise<Rendered> {
  const name = await shortName(profiles, holder);
  const actor = by === null ? 'The bot' : await shortName(profiles, by);
  switch (change) {
    case 'assigned': {
      const given: Piece = agents.isAgent(holder) ? { user: holder } : name;
      const pieces = [given, { bold: ` has this now. ${actor} assigned it.` }];
      return { text: 'A ticket was assigned', blocks: [paragraph(...pieces)] };
    }
    case 'handed-back': {
      const whose = by === holder ? '' : `, which ${name} had`;
      return line(`${actor} handed this back${whose}. Nobody has it now.`);
    }
    case 'released':
      return line(`${name} is no longer among the agents here. Nobody has this now.`);
  }
}

function line(words: string): Rendered {
  return { text: words, blocks: [paragraph({ bold: words })] };
}
