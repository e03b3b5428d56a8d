import type { Block, Element } from '../blocks/block.ts';
import { elementsOf } from '../blocks/state.ts';

/** An element to press, choose in or type into, and its block. */
export type Field = { block: Block; blockId: string; actionId: string; element: Element };

export function fieldsOf(blocks: readonly Block[]): Field[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({
      block,
      blockId: block.block_id ?? '',
      actionId: element.action_id ?? '',
      element,
    })),
  );
}

/** Finds a field by its label or text, its block id, or its action id. @throws an error that names the existing fields. */
export function findField(blocks: readonly Block[], wanted: string): Field {
  const fields = fieldsOf(blocks);
  const found = fields.find((field) => namesOf(field).includes(wanted));
  if (found) return found;
  const there = fields.map((field) => `"${namesOf(field).join('" or "')}"`).join(', ');
  throw new Error(
    `There is no "${wanted}" here; there is ${there || 'nothing to press or fill in'}`,
  );
}

function namesOf({ block, blockId, actionId, element }: Field): string[] {
  const label = block.type === 'input' ? [block.label.text] : [];
  const text = element.type === 'button' ? [element.text.text] : [];
  return [...label, ...text, actionId, blockId].filter((name) => name !== '');
}
