import { useEffect } from 'preact/hooks';

/** Shuts what was drawn over the page at Escape, and when something beside it is pressed. */
export function useDrawer(isOpen: boolean, shut: () => void, own: string): void {
  useEffect(() => {
    if (!isOpen) return;
    const look = ({ target }: Event) => {
      if (target instanceof Element && !target.closest(own)) shut();
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') shut();
    };
    addEventListener('pointerdown', look);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('pointerdown', look);
      removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
}
