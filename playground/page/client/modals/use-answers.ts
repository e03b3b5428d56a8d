import { useState } from 'preact/hooks';
import type { Input } from '../../block-kit.ts';
import type { Modal } from '../../protocol.ts';
import type { Value } from '../blocks/field-props.ts';
import { initialValue } from '../blocks/initial-value.ts';
import type { Names } from '../text/names.ts';
import { answersOf } from './answers.ts';
import { stateValue } from './state-value.ts';

/** The values entered in a form; a value is kept while its form, its field and the field's type stay. */
export function useAnswers(modal: Modal, names: Names) {
  const [entered, setEntered] = useState<Record<string, Value>>({});

  const keyOf = ({ block_id = '', element }: Input) =>
    [modal.id, block_id, element.action_id, element.type].join(' ');

  const held = (block: Input) => {
    const sent = modal.state[block.block_id ?? '']?.[block.element.action_id ?? ''];
    return entered[keyOf(block)] ?? stateValue(sent, names) ?? initialValue(block.element, names);
  };

  return {
    held,
    enter: (block: Input, value: Value) =>
      setEntered((before) => ({ ...before, [keyOf(block)]: value })),
    answers: () => answersOf(modal, { held, isTyped: (block) => keyOf(block) in entered }),
  };
}
