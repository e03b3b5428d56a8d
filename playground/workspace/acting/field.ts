import type { Block, Element } from '../blocks/block.ts';
import { feedbackOf } from '../blocks/context-actions.ts';
import { withNested } from '../blocks/nested.ts';
import { elementsOf } from '../blocks/state.ts';

/** An element to press, choose in or type into, and its block. */
export type Field = { block: Block; blockId: string; actionId: string; element: Element };

export function fieldsOf(blocks: readonly Block[]): Field[] {
  return withNested(blocks).flatMap((block) =>
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
  return [...label, ...textsOf(element), actionId, blockId].filter((name) => name !== '');
}

function textsOf(element: Element): string[] {
  if (element.type === 'feedback_buttons') return feedbackOf(element).map(({ text }) => text.text);
  return element.type === 'button' || element.type === 'icon_button' ? [element.text.text] : [];
}
