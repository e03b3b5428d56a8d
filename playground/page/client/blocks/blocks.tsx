import './look.css';
import type { Block } from '../../block-kit.ts';
import { BlockView } from './block-view.tsx';
import type { Surface } from './surface.ts';

type Props = Omit<Surface, 'people' | 'channels'> &
  Partial<Pick<Surface, 'people' | 'channels'>> & { blocks: readonly Block[] };

/** The blocks of a message or of the App Home; people and channels are what their menus offer. */
export function Blocks({ blocks, people = [], channels = [], ...rest }: Props) {
  const surface = { ...rest, people, channels };
  return (
    <div class="hb-blocks">
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} surface={surface} />
      ))}
    </div>
  );
}
