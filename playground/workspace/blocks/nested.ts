import type { Block } from './block.ts';

/** The blocks, with those in a container after it. */
export function withNested(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] =>
    block.type === 'container' ? [block, ...block.child_blocks] : [block],
  );
}
