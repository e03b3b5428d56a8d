import './styles.css';
import type { Block } from '../../block-kit.ts';
import { BlockView } from './block-view.tsx';
import type { Surface } from './surface.ts';

/** The blocks of a message or of the App Home. */
export function Blocks({ blocks, ...surface }: Surface & { blocks: readonly Block[] }) {
  return (
    <div class="hb-blocks">
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} surface={surface} />
      ))}
    </div>
  );
}
