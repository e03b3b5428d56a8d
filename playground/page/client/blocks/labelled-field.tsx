import { useId } from 'preact/hooks';
import type { Input } from '../../block-kit.ts';
import { PlainTextView } from '../text/text-view.tsx';
import { ElementField } from './element-field.tsx';
import type { Value } from './field-props.ts';
import type { Surface } from './surface.ts';

type Props = {
  block: Input;
  surface: Surface;
  value: Value;
  error: string | undefined;
  onEnter: (value: Value) => void;
  onDone: ((value: Value) => void) | undefined;
};

/** A field with its label, its hint and its error. */
export function LabelledField({ block, error, ...props }: Props) {
  const id = useId();
  const { element, label, hint, optional = false } = block;
  const describedBy = [error !== undefined && `${id}-error`, hint && `${id}-hint`].filter(Boolean);
  const isMany = ['radio_buttons', 'checkboxes', 'multi_static_select'].includes(element.type);
  const labelText = (
    <>
      <PlainTextView text={label} />
      {optional && <span class="hb-optional"> (optional)</span>}
    </>
  );
  return (
    <div class="hb-field">
      {isMany ? (
        <div id={`${id}-label`} class="hb-label">
          {labelText}
        </div>
      ) : (
        <label id={`${id}-label`} htmlFor={id} class="hb-label">
          {labelText}
        </label>
      )}
      <ElementField
        {...props}
        element={element}
        id={id}
        label={{ 'aria-labelledby': `${id}-label` }}
        describedBy={describedBy.length > 0 ? describedBy.join(' ') : undefined}
        isInvalid={error !== undefined}
        isRequired={!optional}
      />
      {error !== undefined && (
        <div id={`${id}-error`} class="hb-error" role="alert">
          {error}
        </div>
      )}
      {hint && (
        <div id={`${id}-hint`} class="hb-hint">
          <PlainTextView text={hint} />
        </div>
      )}
    </div>
  );
}
