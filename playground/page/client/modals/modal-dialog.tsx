import '../blocks/text.css';
import '../blocks/blocks.css';
import '../blocks/fields.css';
import './modal-dialog.css';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Modal } from '../../protocol.ts';
import { BlockView } from '../blocks/block-view.tsx';
import type { Surface } from '../blocks/surface.ts';
import { useBusy } from '../blocks/use-busy.ts';
import { useDialog } from '../blocks/use-dialog.ts';
import type { Answers } from './answers.ts';
import { focusFirst } from './focus-first.ts';
import { ModalField } from './modal-field.tsx';
import { useAnswers } from './use-answers.ts';

type Props = Surface & {
  modal: Modal;
  onSubmit: (answers: Answers) => Promise<unknown>;
  onDismiss: () => Promise<unknown>;
};

/** A form of Slack's: what is entered stays while its fields do, whatever the bot makes of the rest. */
export function ModalDialog({ modal, onSubmit, onDismiss, ...surface }: Props) {
  const id = useId();
  const { isBusy, run } = useBusy();
  const { isBusy: isClosing, run: runClose } = useBusy();
  const dismiss = () => runClose(onDismiss);
  const dialog = useDialog(dismiss);
  const { held, enter, answers } = useAnswers(modal);
  const { errors } = modal;
  const shown = useRef<string | undefined>(undefined);

  // A form that only changed a little leaves the focus where it is.
  useEffect(() => {
    if (shown.current === modal.id && Object.keys(errors).length === 0) return;
    shown.current = modal.id;
    focusFirst(dialog.ref.current);
  }, [modal.id, errors]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (modal.submitText !== undefined) run(() => onSubmit(answers()));
  };

  return (
    <dialog {...dialog} class="hm-dialog" aria-labelledby={`${id}-title`}>
      <form class="hm-form" noValidate onSubmit={submit}>
        <header class="hm-head">
          <h2 id={`${id}-title`} class="hm-title">
            {modal.title}
          </h2>
          <button type="button" class="hm-cross" aria-label="Close" onClick={dismiss}>
            <span aria-hidden="true">×</span>
          </button>
        </header>
        <div class="hm-body">
          {modal.blocks.map((block, index) => {
            const key = block.block_id ?? index;
            if (block.type !== 'input')
              return <BlockView key={key} block={block} surface={surface} />;
            return (
              <ModalField
                key={key}
                block={block}
                surface={surface}
                value={held(block)}
                error={errors[block.block_id ?? '']}
                onEnter={(value) => enter(block, value)}
              />
            );
          })}
        </div>
        <footer class="hm-foot">
          <button type="button" class="hb-button hm-button" aria-busy={isClosing} onClick={dismiss}>
            {modal.closeText}
          </button>
          {modal.submitText !== undefined && (
            <button
              type="submit"
              class="hb-button hb-primary hm-button"
              aria-busy={isBusy}
              aria-disabled={isBusy}
            >
              {modal.submitText}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
