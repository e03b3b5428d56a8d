import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDismiss } from '../focus/use-dismiss.ts';

/** A list that opens below its button, above everything else. */
export function usePopup<List extends HTMLElement = HTMLDivElement>() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<List>(null);
  const close = useDismiss({ isOpen, setOpen, opener: button, content: popup });

  useLayoutEffect(() => {
    const [anchor, list] = [button.current, popup.current];
    if (!isOpen || !anchor || !list) return;
    const follow = ({ target }: Event) => {
      if (target !== list) position(list, anchor);
    };
    list.showPopover();
    position(list, anchor);
    addEventListener('scroll', follow, true);
    addEventListener('resize', follow, true);
    return () => {
      if (list.matches(':popover-open')) list.hidePopover();
      removeEventListener('scroll', follow, true);
      removeEventListener('resize', follow, true);
    };
  }, [isOpen]);

  return { isOpen, setOpen, close, button, popup };
}

const gap = 4;

/** Places the list below the button, or above it where there is more room. */
function position(list: HTMLElement, anchor: HTMLElement): void {
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
