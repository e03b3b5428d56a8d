import { useLayoutEffect, useRef } from 'preact/hooks';

/** A dialog that is open while it is rendered, and gives the focus back when it closes. */
export function useDialog(onDismiss: () => void) {
  const ref = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  const dismiss = (event: Event) => {
    event.preventDefault();
    onDismiss();
  };

  return {
    ref,
    onCancel: dismiss,
    // A key in a dialog does not reach the dialog around it.
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Escape' && !event.defaultPrevented) dismiss(event);
    },
  };
}
