import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Gives the focus back to the element that had it before a pane was opened, if the pane has it when it closes. */
export function useReturnedFocus(pane: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { activeElement: before } = document;
    const opened = pane.current;
    return () => {
      const isInside = opened?.contains(document.activeElement);
      if (isInside && before instanceof HTMLElement) before.focus();
    };
  }, []);
}
