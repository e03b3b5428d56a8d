import { useLayoutEffect, useRef } from 'preact/hooks';

/** A dialog that stands open while it is drawn, and gives the focus back afterwards. */
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
    // A dialog within a dialog keeps its keys to itself.
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Escape' && !event.defaultPrevented) dismiss(event);
    },
  };
}
