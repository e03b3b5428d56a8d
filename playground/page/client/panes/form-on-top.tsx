import { ModalDialog } from '../modals/modal-dialog.tsx';
import { useSlack } from '../slack.ts';

/** The form that lies before me, if any. */
export function FormOnTop() {
  const { screen, names, act } = useSlack();
  const { modal, people, channels } = screen;
  if (!modal) return null;
  const place = { modal: modal.id };
  return (
    <ModalDialog
      {...{ modal, people, channels, names }}
      onSubmit={(answers) => act({ type: 'submit', answers })}
      onDismiss={() => act({ type: 'dismiss' })}
      onPress={(actionId) => act({ type: 'press', place, actionId })}
      onChoose={(actionId, value) => act({ type: 'choose', place, actionId, value })}
    />
  );
}
