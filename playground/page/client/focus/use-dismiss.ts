import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Something that opens over the page, and the button that opens it. */
export type Overlay = {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  opener: RefObject<HTMLElement | null>;
  content: RefObject<HTMLElement | null>;
};

/**
 * Closes an overlay at Escape, and when something else is pressed or gets the focus. Returns what
 * closes it by choice: as Escape does, that gives the focus back to its opener.
 */
export function useDismiss({ isOpen, setOpen, opener, content }: Overlay): () => void {
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useLayoutEffect(() => {
    if (!isOpen) return;
    const onOutside = ({ target }: Event) => {
      if (!(target instanceof Node)) return;
      const isInside = [opener, content].some(({ current }) => current?.contains(target));
      if (!isInside) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // A thread or a form below would close too.
      event.preventDefault();
      close();
    };
    addEventListener('pointerdown', onOutside, true);
    addEventListener('focusin', onOutside, true);
    addEventListener('keydown', onKey, true);
    return () => {
      removeEventListener('pointerdown', onOutside, true);
      removeEventListener('focusin', onOutside, true);
      removeEventListener('keydown', onKey, true);
    };
  }, [isOpen]);
  return close;
}
