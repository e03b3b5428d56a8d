import { useRef } from 'preact/hooks';
import type { TimeElement } from '../../block-kit.ts';
import type { FieldProps } from './field-props.ts';

/** A day or a time of day; it is done once one leaves it, as the browser reports each digit. */
export function TimeField(props: FieldProps<TimeElement>) {
  const { element, id, value, label, describedBy, isInvalid, isRequired, onEnter, onDone } = props;
  const told = useRef(value);
  const done = () => {
    if (value === '' || value === told.current) return;
    told.current = value;
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
