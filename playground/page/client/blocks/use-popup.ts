import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A list that opens below its button, above everything else, and shuts when one leaves it. */
export function usePopup() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const [anchor, list] = [button.current, popup.current];
    if (!isOpen || !anchor || !list) return;
    list.showPopover();
    stand(list, anchor);
    const leave = (event: Event) => {
      const { target } = event;
      const isInside = target instanceof Node && (list.contains(target) || anchor.contains(target));
      if (!isInside) setOpen(false);
    };
    const kinds = ['pointerdown', 'focusin', 'scroll', 'resize'];
    for (const kind of kinds) window.addEventListener(kind, leave, true);
    return () => {
      if (list.matches(':popover-open')) list.hidePopover();
      for (const kind of kinds) window.removeEventListener(kind, leave, true);
    };
  }, [isOpen]);

  return { isOpen, setOpen, button, popup };
}

const gap = 4;

function stand(list: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  list.style.minWidth = `${at.width}px`;
  const left = Math.min(at.left, window.innerWidth - list.offsetWidth - gap);
  list.style.left = `${Math.max(gap, left)}px`;
  const roomBelow = window.innerHeight - at.bottom - 2 * gap;
  const isBelow = roomBelow >= list.offsetHeight || roomBelow >= at.top;
  list.style.maxHeight = `${(isBelow ? roomBelow : at.top) - gap}px`;
  const top = isBelow ? at.bottom + gap : at.top - list.offsetHeight - gap;
  list.style.top = `${Math.max(gap, top)}px`;
}
