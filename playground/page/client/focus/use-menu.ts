import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a menu that can be opened needs: where it stands, and what opens it. */
export type Menu = {
  place: RefObject<HTMLDivElement | null>;
  opener: RefObject<HTMLButtonElement | null>;
  /** Closes it, with the focus back where it came from. */
  close: () => void;
};

/** Closes an open menu at Escape, and when something else is pressed or gets the focus. */
export function useMenu(isOpen: boolean, setOpen: (isOpen: boolean) => void): Menu {
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useLayoutEffect(() => {
    if (!isOpen) return;
    const look = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close();
    };
    addEventListener('pointerdown', look);
    addEventListener('focusin', look);
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      removeEventListener('pointerdown', look);
      removeEventListener('focusin', look);
      removeEventListener('keydown', onKey, { capture: true });
    };
  });
  return { place, opener, close };
}
