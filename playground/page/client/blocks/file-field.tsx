import type { FileInput } from '@slack/types';
import type { FieldProps } from './field-props.ts';

/** A choice of files. The workspace gets their names; what is in them stays in the browser. */
export function FileField(props: FieldProps<FileInput, readonly string[]>) {
  const { element, id, value, label, describedBy, isInvalid, isRequired, onEnter } = props;
  return (
    <>
      <input
        id={id}
        {...label}
        type="file"
        class="hb-input"
        multiple={element.max_files !== 1}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        required={isRequired}
        onChange={({ currentTarget }) =>
          onEnter([...(currentTarget.files ?? [])].map(({ name }) => name))
        }
      />
      {value.length > 1 && <span class="attached">{value.join(', ')}</span>}
    </>
  );
}
