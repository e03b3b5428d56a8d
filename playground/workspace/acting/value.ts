import type { Element } from '../blocks/block.ts';
import { feedbackOf } from '../blocks/context-actions.ts';
import type { Option } from '../blocks/options.ts';
import type { RichText } from '../blocks/rich-text.ts';
import { richTextValue } from '../blocks/state.ts';
import type { Entered } from '../team/modal.ts';
import type { Answer } from './actor.ts';
import { typedRichText } from './typed-rich-text.ts';
import type { Mention } from './typed-text.ts';

type Context = {
  mentions?: readonly Mention[] | undefined;
  /** The options that the bot offered, of a menu whose options come from it. */
  offered?: readonly Option[];
};

/** A field's state after a value was entered, in Slack's form. @throws when the field has no such option. */
export function enteredValue(
  element: Element,
  value: Answer,
  { mentions = [], offered = [] }: Context = {},
): Entered {
  if (element.type === 'rich_text_input') return richTextEntered(value, mentions);
  const values = typeof value === 'string' ? [value] : textsOf(value, element);
  const only = values[0] ?? '';
  const { type } = element;
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: findOption(element, only) };
    case 'external_select':
      return { type, selected_option: named(only, offered) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: values.map((each) => findOption(element, each)) };
    case 'users_select':
      return { type, selected_user: only };
    case 'channels_select':
      return { type, selected_channel: only };
    case 'conversations_select':
      return { type, selected_conversation: only };
    case 'datepicker':
      return { type, selected_date: only };
    case 'timepicker':
      return { type, selected_time: only };
    case 'datetimepicker':
      return { type, selected_date_time: only === '' ? null : Number(only) };
    case 'feedback_buttons':
      return { type, value: named(only, feedbackOf(element)).value };
    case 'file_input':
    case 'button':
    case 'icon_button':
      return { type };
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: only === '' ? null : only };
  }
}

function richTextEntered(value: Answer, mentions: readonly Mention[]): Entered {
  if (isRichText(value)) return richTextValue(value);
  const typed =
    typeof value === 'string' ? value : textsOf(value, { type: 'rich_text_input' }).join('\n');
  return richTextValue(typedRichText(typed, mentions));
}

function textsOf(value: Exclude<Answer, string>, { type }: Pick<Element, 'type'>): string[] {
  if (isRichText(value)) throw new Error(`A ${type} takes no rich text`);
  return value.map((one) => {
    if (typeof one !== 'string') throw new Error(`A ${type} takes no files`);
    return one;
  });
}

function isRichText(value: Answer): value is RichText {
  return typeof value === 'object' && 'elements' in value;
}

type WithOptions = Extract<
  Element,
  { type: 'static_select' | 'multi_static_select' | 'radio_buttons' | 'checkboxes' | 'overflow' }
>;

function findOption(element: WithOptions, wanted: string): Option {
  return named(wanted, optionsOf(element));
}

function named<Some extends Nameable>(wanted: string, options: readonly Some[]): Some {
  const found = options.find((option) => isNamed(option, wanted));
  if (found) return found;
  const there = options.map(({ text }) => `"${text.text}"`).join(', ');
  throw new Error(`There is no "${wanted}" to choose; there is ${there || 'nothing'}`);
}

type Nameable = Pick<Option, 'text' | 'value'>;

/** An option is found by its text or its value. */
export function isNamed({ text, value }: Nameable, wanted: string): boolean {
  return text.text === wanted || value === wanted;
}

function optionsOf(element: WithOptions): readonly Option[] {
  const grouped = 'option_groups' in element ? (element.option_groups ?? []) : [];
  return [...(element.options ?? []), ...grouped.flatMap(({ options }) => options)];
}
