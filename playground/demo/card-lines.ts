import { readBlocks } from '../workspace/reading/blocks.ts';
import type { Message } from '../workspace/team/message.ts';

type Block = Message['blocks'][number];
type NameOf = Parameters<typeof readBlocks>[1];
type Section = Extract<Block, { type: 'section' }>;

const WIDEST_LABEL = 24;

/** A message's blocks as lines of text: fields as label and value side by side, context on one line. */
export function cardLines(blocks: readonly Block[], nameOf: NameOf): string[] {
  const labels = unfolded(blocks).flatMap((block) =>
    fieldsOf(block).map(({ label }) => label.length),
  );
  const width = Math.min(Math.max(0, ...labels), WIDEST_LABEL);
  return unfolded(blocks).flatMap((block) => {
    const fields = fieldsOf(block);
    if (fields.length > 0) return fields.map(({ label, value }) => row(label, value, width));
    if (block.type === 'divider') return [''];
    if (block.type !== 'context') return readBlocks([block], nameOf).shown.split('\n');
    const parts = block.elements.map(
      (element) => readBlocks([{ type: 'context', elements: [element] }], nameOf).shown,
    );
    return [parts.join(' · ')];
  });
}

/** A terminal folds nothing: what is in a container stands under its title. */
function unfolded(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type !== 'container') return [block];
    const { title } = block;
    const heading: Block[] = title ? [{ type: 'section', text: title }] : [];
    return [...heading, ...block.child_blocks];
  });
}

/** A field's first line is its label. */
function fieldsOf(block: Block): { label: string; value: string }[] {
  if (block.type !== 'section') return [];
  const { fields = [] }: Section = block;
  return fields.map(({ text }) => {
    const [label = '', ...value] = text.split('\n');
    return { label, value: value.join(' ') };
  });
}

function row(label: string, value: string, width: number): string {
  return `  ${label.padEnd(width)}  ${value}`;
}
