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

/**
 * A field of a form; the bot receives its value before the submission only if the block asks for that.
 * What is chosen of the bot's own options is entered at once, while these are known.
 */
export function ModalField({ block, surface, ...props }: Props) {
  const { run } = useBusy();
  const { element, block_id, dispatch_action } = block;
  const name = block_id ?? element.action_id ?? '';
  const sendValue = (value: Value) => run(() => surface.onChoose(name, value));
  const isSent = dispatch_action || element.type === 'external_select';
  return (
    <LabelledField
      {...props}
      block={block}
      surface={surface}
      onDone={isSent ? sendValue : undefined}
    />
  );
}
