import { useState } from 'preact/hooks';
import type { Input } from '../../block-kit.ts';
import type { Value } from './field-props.ts';
import { initialValue } from './initial-value.ts';
import { LabelledField } from './labelled-field.tsx';
import type { Surface } from './surface.ts';
import { useBusy } from './use-busy.ts';

/** An input block outside a form: the bot receives its value if the block asks for that. */
export function LooseInput({ block, surface }: { block: Input; surface: Surface }) {
  const [value, setValue] = useState<Value>(initialValue(block.element, surface.names));
  const { run } = useBusy();
  const name = block.element.action_id ?? block.block_id ?? '';
  const sendValue = (chosen: Value) => run(() => surface.onChoose(name, chosen));
  return (
    <LabelledField
      block={block}
      surface={surface}
      value={value}
      error={undefined}
      onEnter={setValue}
      onDone={block.dispatch_action ? sendValue : undefined}
    />
  );
}
