import type { FieldElement } from '../../block-kit.ts';
import { DateTimeField } from './date-time-field.tsx';
import type { FieldProps, Value } from './field-props.ts';
import { FileField } from './file-field.tsx';
import { SearchMenu } from './search-menu.tsx';
import { SelectMenu } from './select-menu.tsx';
import { TextField } from './text-field.tsx';
import { RadioList, TickList } from './tick-list.tsx';
import { TimeField } from './time-field.tsx';

type Props = Omit<FieldProps<FieldElement>, 'value' | 'onEnter'> & {
  value: Value;
  onEnter: (value: Value) => void;
};

/** Any element with a value, in a form or in a message. */
export function ElementField({ element, value, ...props }: Props) {
  const one = typeof value === 'string' ? value : '';
  const many = typeof value === 'string' ? [] : value;
  switch (element.type) {
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <SelectMenu {...props} element={element} value={one} />;
    case 'external_select':
      return <SearchMenu {...props} element={element} value={one} />;
    case 'multi_static_select':
    case 'checkboxes':
      return <TickList {...props} element={element} value={many} />;
    case 'radio_buttons':
      return <RadioList {...props} element={element} value={one} />;
    case 'datepicker':
    case 'timepicker':
      return <TimeField {...props} element={element} value={one} />;
    case 'datetimepicker':
      return <DateTimeField {...props} element={element} value={one} />;
    case 'file_input':
      return <FileField {...props} element={element} value={many} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return <TextField {...props} element={element} value={one} />;
  }
}
