import type { ConfirmationDialog } from '@slack/types';
import { useId } from 'preact/hooks';
import type { Names } from '../text/names.ts';
import { PlainTextView, TextView } from '../text/text-view.tsx';
import { useDialog } from './use-dialog.ts';

type Props = { confirm: ConfirmationDialog; names: Names; onAnswer: (isSure: boolean) => void };

/** Asks a person to confirm a click. */
export function ConfirmDialog({ confirm, names, onAnswer }: Props) {
  const id = useId();
  const dialog = useDialog(() => onAnswer(false));
  const style = confirm.style === 'danger' ? 'danger' : 'primary';
  return (
    <dialog
      {...dialog}
      class="hb-dialog hb-confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <h2 id={`${id}-title`} class="hb-confirm-title">
        <PlainTextView text={confirm.title ?? plain('Are you sure?')} />
      </h2>
      <div id={`${id}-text`}>
        <TextView text={confirm.text} names={names} />
      </div>
      <div class="hb-confirm-buttons">
        <button type="button" class="hb-button" onClick={() => onAnswer(false)}>
          <PlainTextView text={confirm.deny ?? plain('Cancel')} />
        </button>
        <button type="button" class={`hb-button hb-${style}`} onClick={() => onAnswer(true)}>
          <PlainTextView text={confirm.confirm ?? plain('Yes')} />
        </button>
      </div>
    </dialog>
  );
}

function plain(text: string) {
  return { type: 'plain_text', text } as const;
}
