import type { ConfirmationDialog } from '@slack/types';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Names } from '../text/names.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

type Question = { confirm: ConfirmationDialog; answer: (isSure: boolean) => void };

/** Asks for confirmation of a click, where its element has a `confirm`; `dialog` must be rendered beside the element. */
export function useConfirm(names: Names): {
  isSure: (confirm: ConfirmationDialog | undefined) => Promise<boolean>;
  dialog: JSX.Element | undefined;
} {
  const [question, setQuestion] = useState<Question>();

  const isSure = (confirm: ConfirmationDialog | undefined) =>
    confirm
      ? new Promise<boolean>((answer) => setQuestion({ confirm, answer }))
      : Promise.resolve(true);

  const onAnswer = (answer: boolean) => {
    question?.answer(answer);
    setQuestion(undefined);
  };

  return {
    isSure,
    dialog: question && (
      <ConfirmDialog confirm={question.confirm} names={names} onAnswer={onAnswer} />
    ),
  };
}
