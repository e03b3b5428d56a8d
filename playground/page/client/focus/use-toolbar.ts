import { useRef } from 'preact/hooks';

/**
 * Makes a toolbar one stop of the Tab key, and moves through it by arrow keys: each message has one.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/
 */
export function useToolbar() {
  const ref = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ways[event.key];
    const stops = [...(ref.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
    const from = event.target instanceof HTMLElement ? stops.indexOf(event.target) : -1;
    if (way === undefined || from < 0) return;
    event.preventDefault();
    stops.at((from + way) % stops.length)?.focus();
  };
  return { ref, onKeyDown };
}

const ways: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
