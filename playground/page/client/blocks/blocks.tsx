import './styles.css';
import type { Block } from '../../block-kit.ts';
import { BlockView } from './block-view.tsx';
import type { Surface } from './surface.ts';

/** The blocks of a message or of the App Home. */
export function Blocks({ blocks, ...surface }: Surface & { blocks: readonly Block[] }) {
  return (
    <div class="hb-blocks">
      {blocks.map((block, index) => (
        <BlockView key={placeOf(blocks, index)} block={block} surface={surface} />
      ))}
    </div>
  );
}

/**
 * Which block of its type it is. Slack gives a block another id at each update; what has the focus
 * keeps it all the same, whatever comes before it.
 */
function placeOf(blocks: readonly Block[], index: number): string {
  const type = blocks[index]?.type ?? '';
  const before = blocks.slice(0, index).filter((block) => block.type === type);
  return `${type} ${before.length}`;
}
