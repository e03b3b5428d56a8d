import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A list that opens below its button, above everything else, and shuts when one leaves it. */
export function usePopup<List extends HTMLElement = HTMLDivElement>() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<List>(null);

  useLayoutEffect(() => {
    const [anchor, list] = [button.current, popup.current];
    if (!isOpen || !anchor || !list) return;
    const follow = ({ target }: Event) => {
      if (target !== list) stand(list, anchor);
    };
    const leave = ({ target }: Event) => {
      const isInside = target instanceof Node && (list.contains(target) || anchor.contains(target));
      if (!isInside) setOpen(false);
    };
    const ears = { pointerdown: leave, focusin: leave, scroll: follow, resize: follow };
    list.showPopover();
    stand(list, anchor);
    for (const [kind, ear] of Object.entries(ears)) window.addEventListener(kind, ear, true);
    return () => {
      if (list.matches(':popover-open')) list.hidePopover();
      for (const [kind, ear] of Object.entries(ears)) window.removeEventListener(kind, ear, true);
    };
  }, [isOpen]);

  return { isOpen, setOpen, button, popup };
}

const gap = 4;

/** Below the button, or above where there is more room; it goes with it when the page scrolls. */
function stand(list: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  list.style.maxHeight = '';
  list.style.minWidth = `${at.width}px`;
  const left = Math.min(at.left, window.innerWidth - list.offsetWidth - gap);
  list.style.left = `${Math.max(gap, left)}px`;
  const roomBelow = window.innerHeight - at.bottom - 2 * gap;
  const isBelow = roomBelow >= list.offsetHeight || roomBelow >= at.top;
  list.style.maxHeight = `${(isBelow ? roomBelow : at.top) - gap}px`;
  const top = isBelow ? at.bottom + gap : at.top - list.offsetHeight - gap;
  list.style.top = `${Math.max(gap, top)}px`;
}
