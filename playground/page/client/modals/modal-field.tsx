import type { Input } from '../../block-kit.ts';
import type { Value } from '../blocks/field-props.ts';
import { LabelledField } from '../blocks/labelled-field.tsx';
import type { Surface } from '../blocks/surface.ts';
import { useBusy } from '../blocks/use-busy.ts';

type Props = {
  block: Input;
  surface: Surface;
  value: Value;
  error: string | undefined;
  onEnter: (value: Value) => void;
};

/** A field of a form; the bot receives its value before the submission only if the block asks for that. */
export function ModalField({ block, surface, ...props }: Props) {
  const { run } = useBusy();
  const name = block.element.action_id ?? block.block_id ?? '';
  const sendValue = (value: Value) => run(() => surface.onChoose(name, value));
  return (
    <LabelledField
      {...props}
      block={block}
      surface={surface}
      onDone={block.dispatch_action ? sendValue : undefined}
    />
  );
}
