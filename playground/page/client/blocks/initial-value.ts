import type { FieldElement } from '../../block-kit.ts';
import type { Names } from '../text/names.ts';
import { typedRichText } from '../text/typed-rich-text.ts';
import type { Value } from './field-props.ts';

/** A field's value before anything is entered. */
export function initialValue(element: FieldElement, names: Names): Value {
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return element.initial_option?.value ?? '';
    case 'multi_static_select':
    case 'checkboxes':
      return element.initial_options?.map(({ value = '' }) => value) ?? [];
    case 'users_select':
      return element.initial_user ?? '';
    case 'channels_select':
      return element.initial_channel ?? '';
    case 'conversations_select':
      return element.initial_conversation ?? '';
    case 'datepicker':
      return element.initial_date ?? '';
    case 'timepicker':
      return element.initial_time ?? '';
    case 'datetimepicker':
      return element.initial_date_time?.toString() ?? '';
    case 'file_input':
      return [];
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return element.initial_value ?? '';
    case 'rich_text_input':
      return element.initial_value ? typedRichText(element.initial_value, names) : '';
  }
}
