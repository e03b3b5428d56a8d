import { useId, useRef, useState } from 'preact/hooks';
import type { ChoiceElement } from '../../block-kit.ts';
import { ElementField } from './element-field.tsx';
import type { Value } from './field-props.ts';
import { initialValue } from './initial-value.ts';
import type { Surface } from './surface.ts';
import { useBusy } from './use-busy.ts';
import { useConfirm } from './use-confirm.tsx';

type Props = { element: ChoiceElement; name: string; surface: Surface };

/** A field outside a form: the bot receives a choice at once. */
export function ActionField({ element, name, surface }: Props) {
  const id = useId();
  const [value, setValue] = useState<Value>(initialValue(element, surface.names));
  const entered = useRef(value);
  const sent = useRef(value);
  const { isBusy, run } = useBusy();
  const { isSure, dialog } = useConfirm(surface.names);

  const enter = (next: Value) => {
    if (isBusy) return;
    entered.current = next;
    setValue(next);
  };
  const done = (chosen: Value) =>
    run(async () => {
      if (await isSure(element.confirm)) {
        sent.current = entered.current;
        await surface.onChoose(name, chosen);
        return;
      }
      entered.current = sent.current;
      setValue(sent.current);
    });

  return (
    <div class="hb-action" aria-busy={isBusy}>
      <ElementField
        element={element}
        surface={surface}
        id={id}
        value={value}
        onEnter={enter}
        onDone={done}
        label={{ 'aria-label': labelOf(element) }}
        describedBy={undefined}
        isInvalid={false}
        isRequired={false}
      />
      {dialog}
    </div>
  );
}

function labelOf(element: ChoiceElement): string {
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return placeholder ?? labels[element.type];
}

const labels: Record<ChoiceElement['type'], string> = {
  static_select: 'Choose one',
  multi_static_select: 'Choose any',
  external_select: 'Search and choose one',
  users_select: 'Choose somebody',
  channels_select: 'Choose a channel',
  conversations_select: 'Choose a conversation',
  radio_buttons: 'Choose one',
  checkboxes: 'Choose any',
  datepicker: 'Choose a day',
  timepicker: 'Choose a time',
  datetimepicker: 'Choose a day and a time',
};
