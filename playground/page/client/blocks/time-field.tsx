import { useRef } from 'preact/hooks';
import type { TimeElement } from '../../block-kit.ts';
import type { FieldProps } from './field-props.ts';

/** A date or a time of day. The bot receives it when the field loses the focus, since the browser reports each digit. */
export function TimeField(props: FieldProps<TimeElement>) {
  const { element, id, value, label, describedBy, isInvalid, isRequired, onEnter, onDone } = props;
  const sent = useRef(value);
  const done = () => {
    if (value === '' || value === sent.current) return;
    sent.current = value;
    onDone?.(value);
  };
  return (
    <input
      id={id}
      {...label}
      type={element.type === 'datepicker' ? 'date' : 'time'}
      class="hb-input hb-input-time"
      value={value}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-required={isRequired}
      onInput={({ currentTarget }) => onEnter(currentTarget.value)}
      onBlur={done}
      onKeyDown={({ key }) => {
        if (key === 'Enter') done();
      }}
    />
  );
}
