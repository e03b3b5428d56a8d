import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse, SlackError } from '../slack-error.ts';
import { type Block, type Element, MessageBlock } from './block.ts';
import { withNested } from './nested.ts';
import { validationErrors } from './validation-errors.ts';
import { HomeView, ModalView } from './view.ts';

/** Found by experiment; Slack documents no such total. */
const maxTextOfAllBlocks = 13_200;

/** Over all cells of a message's table. */
const maxTextOfTable = 10_000;

const Blocks = z.array(MessageBlock).max(50);

/**
 * Checks a message's blocks as Slack does, and returns them with their ids filled in.
 * @throws SlackError `invalid_blocks_format`, `invalid_blocks` or `msg_blocks_too_long`.
 */
export function checkBlocks(blocks: unknown): MessageBlock[] {
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const { data, error } = Blocks.safeParse(blocks);
  if (error) throw refuse('invalid_blocks', validationErrors(error, '/blocks'));
  const wrong = [...repeatedIds(data), ...wrongTables(data)];
  if (wrong.length > 0) throw refuse('invalid_blocks', wrong);
  if (textLength(data) > maxTextOfAllBlocks) throw new SlackError('msg_blocks_too_long');
  return withIds(data);
}

/** Checks a form as Slack does. @throws SlackError `invalid_arguments`. */
export function checkModal(view: unknown): ModalView {
  const checked = checkView(ModalView, view);
  const asksSomething = checked.blocks.some(({ type }) => type === 'input');
  if (asksSomething && checked.submit === undefined) {
    throw refuse('invalid_arguments', ['missing required field: submit [json-pointer:/view]']);
  }
  return checked;
}

/** Checks an App Home as Slack does. @throws SlackError `invalid_arguments`. */
export function checkHome(view: unknown): HomeView {
  return checkView(HomeView, view);
}

function checkView<View extends ModalView | HomeView>(schema: z.ZodType<View>, view: unknown) {
  const { data, error } = schema.safeParse(view);
  if (error) throw refuse('invalid_arguments', validationErrors(error, '/view'));
  const wrong = repeatedIds(data.blocks);
  if (wrong.length > 0) throw refuse('invalid_arguments', wrong);
  return { ...data, blocks: withIds(data.blocks) };
}

function repeatedIds(topBlocks: readonly Block[]): string[] {
  const blocks = withNested(topBlocks);
  const blockIds = blocks.flatMap(({ block_id }) => block_id ?? []);
  const wrong = repeated(blockIds).map((id) => `\`block_id\` already exists: ${id}`);
  for (const block of blocks) {
    if (block.type !== 'actions' && block.type !== 'context_actions') continue;
    const actionIds = block.elements.flatMap(({ action_id }) => action_id ?? []);
    wrong.push(...repeated(actionIds).map((id) => `\`action_id\` already exists: ${id}`));
  }
  return wrong;
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function wrongTables(blocks: readonly Block[]): string[] {
  const tables = withNested(blocks).filter(({ type }) => type === 'table');
  const isTooLong = textLength(tables) > maxTextOfTable;
  return [
    ...(tables.length > 1 ? ['only_one_table_allowed'] : []),
    ...(isTooLong ? ['table_too_many_characters'] : []),
  ];
}

function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value)
    .map(([key, part]) =>
      key === 'text' && typeof part === 'string' ? part.length : textLength(part),
    )
    .reduce((sum, length) => sum + length, 0);
}

/** An id that is left out is another one each time, so that nothing entered is kept for it. */
function withIds<Some extends Block>(blocks: readonly Some[]): Some[] {
  return blocks.map((block) => ({
    ...withActionIds(block),
    block_id: block.block_id ?? generatedId(),
  }));
}

function withActionIds<Some extends Block>(block: Some): Some {
  if (block.type === 'actions') {
    return { ...block, elements: block.elements.map(withActionId) };
  }
  if (block.type === 'context_actions') {
    return { ...block, elements: block.elements.map(withActionId) };
  }
  if (block.type === 'container') return { ...block, child_blocks: withIds(block.child_blocks) };
  if (block.type === 'input') return { ...block, element: withActionId(block.element) };
  if (block.type !== 'section' || !block.accessory || block.accessory.type === 'image') {
    return block;
  }
  return { ...block, accessory: withActionId(block.accessory) };
}

function withActionId<Some extends Element>(element: Some): Some {
  return { ...element, action_id: element.action_id ?? generatedId() };
}

function generatedId(): string {
  return randomUUID().slice(0, 8);
}
