import type { Entered, ModalState } from '../team/modal.ts';
import type { Block, Element } from './block.ts';
import { withNested } from './nested.ts';
import type { RichText } from './rich-text.ts';

/** The initial values of a form's fields, as in `state.values` of Slack's payloads. */
export function initialState(blocks: readonly Block[]): ModalState {
  return Object.fromEntries(
    withNested(blocks)
      .map((block) => [block.block_id ?? '', fieldsOf(block)] as const)
      .filter(([, fields]) => Object.keys(fields).length > 0),
  );
}

/** Entered values stay where the block's and the field's ids and the field's type stay. */
export function keptState(after: ModalState, before: ModalState): ModalState {
  return Object.fromEntries(
    Object.entries(after).map(([blockId, fields]) => [
      blockId,
      Object.fromEntries(
        Object.entries(fields).map(([actionId, value]) => [
          actionId,
          sameType(before[blockId]?.[actionId], value) ?? value,
        ]),
      ),
    ]),
  );
}

function sameType(before: Entered | undefined, after: Entered): Entered | undefined {
  return before?.type === after.type ? before : undefined;
}

/** The elements of a block that have a value or can be pressed. */
export function elementsOf(block: Block): Element[] {
  if (block.type === 'actions' || block.type === 'context_actions') return block.elements;
  if (block.type === 'input') return [block.element];
  if (block.type === 'section' && block.accessory && block.accessory.type !== 'image') {
    return [block.accessory];
  }
  return [];
}

function fieldsOf(block: Block): Record<string, Entered> {
  return Object.fromEntries(
    elementsOf(block)
      .filter(({ type }) => !stateless.includes(type))
      .map((element) => [element.action_id ?? '', initialValue(element)]),
  );
}

const stateless: readonly string[] = ['button', 'overflow', 'feedback_buttons', 'icon_button'];

function initialValue(element: Element): Entered {
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type: element.type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { type: element.type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type: element.type, selected_user: element.initial_user ?? null };
    case 'channels_select':
      return { type: element.type, selected_channel: element.initial_channel ?? null };
    case 'conversations_select':
      return { type: element.type, selected_conversation: element.initial_conversation ?? null };
    case 'datepicker':
      return { type: element.type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type: element.type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type: element.type, selected_date_time: element.initial_date_time ?? null };
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type: element.type, value: element.initial_value ?? null };
    case 'rich_text_input':
      return richTextValue(element.initial_value);
    case 'file_input':
      return { type: element.type, files: [] };
    case 'button':
    case 'icon_button':
    case 'feedback_buttons':
    case 'overflow':
      return { type: element.type };
  }
}

/** The value of a rich text input; one without text has none. */
export function richTextValue(value: RichText | undefined): Entered {
  const type = 'rich_text_input';
  return value === undefined ? { type } : { type, rich_text_value: value };
}
