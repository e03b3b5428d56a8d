import type { Input } from '../../block-kit.ts';
import type { Answers, Modal } from '../../protocol.ts';
import type { Value } from '../blocks/field-props.ts';

/**
 * Leaves out fields without a choice, and rich text that nobody changed, which keeps what cannot be
 * typed; an empty text is an answer.
 */
export function answersOf(
  modal: Modal,
  { held, isTyped }: { held: (block: Input) => Value; isTyped: (block: Input) => boolean },
): Answers {
  const inputs = modal.blocks.filter((block) => block.type === 'input');
  const actionIds = inputs.map(({ element }) => element.action_id);
  return Object.fromEntries(
    inputs
      .filter((block) => block.element.type !== 'rich_text_input' || isTyped(block))
      .map((block) => ({ block, value: held(block) }))
      .filter(({ block, value }) => value !== '' || block.element.type.endsWith('_input'))
      .map(({ block, value }) => [
        nameOf(block, actionIds),
        typeof value === 'string' ? value : [...value],
      ]),
  );
}

function nameOf({ element, block_id = '' }: Input, all: readonly (string | undefined)[]): string {
  const { action_id } = element;
  const isAlone = all.filter((each) => each === action_id).length === 1;
  return action_id !== undefined && isAlone ? action_id : block_id;
}
