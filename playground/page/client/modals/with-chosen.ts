import type { ExternalSelect } from '@slack/types';
import type { Input } from '../../block-kit.ts';
import type { Modal } from '../../protocol.ts';

/** A menu whose options come from the bot shows what was chosen in it, which may not be offered again. */
export function withChosen(block: Input, { state }: Pick<Modal, 'state'>): Input {
  const { element, block_id = '' } = block;
  if (element.type !== 'external_select') return block;
  const chosen = state[block_id]?.[element.action_id ?? '']?.selected_option;
  return isOption(chosen) ? { ...block, element: { ...element, initial_option: chosen } } : block;
}

type Option = NonNullable<ExternalSelect['initial_option']>;

function isOption(held: unknown): held is Option {
  return typeof held === 'object' && held !== null && 'text' in held && 'value' in held;
}
