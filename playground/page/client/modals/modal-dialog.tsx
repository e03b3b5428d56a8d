import '../blocks/styles.css';
import './modal-dialog.css';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Answers, Modal, Outcome } from '../../protocol.ts';
import { BlockView } from '../blocks/block-view.tsx';
import type { Surface } from '../blocks/surface.ts';
import { useBusy } from '../blocks/use-busy.ts';
import { useDialog } from '../blocks/use-dialog.ts';
import { focusFirst } from './focus-first.ts';
import { ModalField } from './modal-field.tsx';
import { ModalFoot } from './modal-foot.tsx';
import { useAnswers } from './use-answers.ts';
import { useFormError } from './use-form-error.ts';
import { withChosen } from './with-chosen.ts';

type Props = Surface & {
  modal: Modal;
  onSubmit: (answers: Answers) => Promise<Outcome>;
  onDismiss: () => Promise<unknown>;
};

/** A modal form. Entered values stay as long as their fields do, whatever else the bot updates. */
export function ModalDialog({ modal, onSubmit, onDismiss, onPress, onChoose, ...rest }: Props) {
  const id = useId();
  const { isBusy, run } = useBusy();
  const { isBusy: isClosing, run: runClose } = useBusy();
  const { error, track } = useFormError(modal.id);
  const dismiss = () => runClose(onDismiss);
  const dialog = useDialog(dismiss);
  const { held, enter, answers } = useAnswers(modal, rest.names);
  const surface: Surface = {
    ...rest,
    onPress: (actionId) => track(onPress(actionId, answers())),
    onChoose: (actionId, value) => track(onChoose(actionId, value, answers())),
  };
  const { errors } = modal;
  const shown = useRef<string | undefined>(undefined);

  // An update without errors leaves the focus where it is.
  const errorsKey = JSON.stringify(errors);
  useLayoutEffect(() => {
    if (isBusy || (shown.current === modal.id && errorsKey === '{}')) return;
    shown.current = modal.id;
    focusFirst(dialog.ref.current);
  }, [modal.id, errorsKey, isBusy]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (modal.submitText !== undefined) run(() => track(onSubmit(answers())));
  };

  return (
    <dialog {...dialog} class="hb-dialog hm-dialog" aria-labelledby={`${id}-title`}>
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
            const key = `${modal.id} ${block.block_id ?? index}`;
            if (block.type !== 'input')
              return <BlockView key={key} block={block} surface={surface} />;
            return (
              <ModalField
                key={key}
                block={withChosen(block, modal)}
                surface={surface}
                value={held(block)}
                error={errors[block.block_id ?? '']}
                onEnter={(value) => enter(block, value)}
              />
            );
          })}
        </div>
        {error !== undefined && (
          <p class="hm-form-error hb-error" role="alert">
            {error}
          </p>
        )}
        <ModalFoot
          closeText={modal.closeText}
          submitText={modal.submitText}
          isClosing={isClosing}
          isSubmitting={isBusy}
          onDismiss={dismiss}
        />
      </form>
    </dialog>
  );
}
