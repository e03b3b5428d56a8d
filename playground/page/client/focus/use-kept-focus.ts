import { useEffect } from 'preact/hooks';

/**
 * When the focused element disappears – a pressed button that its message loses, a deleted message –
 * the nearest element around it gets the focus. The browser would drop the focus, and a keyboard user
 * would start at the top of the page again.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let around: readonly Element[] = [];
    const note = ({ target }: FocusEvent) => {
      around = target instanceof Element ? [...withAncestors(target)] : [];
    };
    const keep = () => {
      const [focused] = around;
      if (!focused || canHaveFocus(focused) || !isNowhere(focused)) return;
      const elsewhere = document.querySelectorAll('main textarea, main [tabindex]');
      const stop = [...around.slice(1), ...elsewhere].find(isStop);
      around = [];
      if (stop instanceof HTMLElement) stop.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    addEventListener('focusin', note);
    return () => {
      observer.disconnect();
      removeEventListener('focusin', note);
    };
  }, []);
}

function* withAncestors(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = at.parentElement) yield at;
}

function canHaveFocus(element: Element): boolean {
  return !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });
}

function isStop(element: Element): boolean {
  return element.matches('[tabindex], textarea') && canHaveFocus(element);
}

/** Whether no other element has the focus. */
function isNowhere(left: Element): boolean {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || activeElement === left;
}
