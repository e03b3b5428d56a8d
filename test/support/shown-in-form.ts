import { readBlocks } from '../../playground/workspace/reading/blocks.ts';
import type { Modal } from '../../playground/workspace/team/modal.ts';

/** What a form shows and holds; empty where none is open. */
export function shownInForm(modal: Modal | undefined): string {
  if (!modal) return '';
  const { shown } = readBlocks(modal.blocks, (id) => id);
  const entered = Object.values(modal.state).flatMap((block) => Object.values(block));
  return `${shown}\n${modal.submitText}\n${JSON.stringify(entered)}`;
}
