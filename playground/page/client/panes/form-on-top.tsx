import { ModalDialog } from '../modals/modal-dialog.tsx';
import { useSlack } from '../slack.ts';

/** The open form, if any. */
export function FormOnTop() {
  const { screen, surface, act } = useSlack();
  const { modal } = screen;
  if (!modal) return null;
  return (
    <ModalDialog
      {...surface({ modal: modal.id })}
      modal={modal}
      onSubmit={(answers) => act({ type: 'submit', answers })}
      onDismiss={() => act({ type: 'dismiss' })}
    />
  );
}
