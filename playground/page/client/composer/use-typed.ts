import { useEffect, useState } from 'preact/hooks';
import type { Look } from '../../protocol.ts';

/** What of a play's words stands in the composer by now; `undefined` while nothing is typed. */
export function useTyped(typing: Look['typing']): string | undefined {
  const [length, setLength] = useState(0);
  useEffect(() => {
    setLength(0);
    if (!typing) return;
    const perTick = Math.max(1, Math.ceil((typing.words.length * TICK_MS) / typing.forMs));
    const timer = setInterval(() => setLength((before) => before + perTick), TICK_MS);
    return () => clearInterval(timer);
  }, [typing]);
  return typing?.words.slice(0, length);
}

const TICK_MS = 50;
