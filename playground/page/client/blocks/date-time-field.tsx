import type { DateTimeElement } from '../../block-kit.ts';
import type { FieldProps } from './field-props.ts';

/** A moment. It is shown and entered in the browser's own zone; its value is in seconds since 1970, as in Slack. */
export function DateTimeField(props: FieldProps<DateTimeElement>) {
  const { id, value, label, describedBy, isInvalid, isRequired, onEnter, onDone } = props;
  return (
    <input
      id={id}
      {...label}
      type="datetime-local"
      class="hb-input hb-input-time"
      value={localTime(value)}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      required={isRequired}
      onInput={({ currentTarget }) => onEnter(seconds(currentTarget.value))}
      onBlur={() => {
        if (value !== '') onDone?.(value);
      }}
    />
  );
}

/** `2026-11-27T09:00`, as the browser's control has it. */
function localTime(value: string): string {
  if (value === '') return '';
  const at = new Date(Number(value) * 1_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function seconds(local: string): string {
  const at = Date.parse(local);
  return Number.isNaN(at) ? '' : String(at / 1_000);
}
