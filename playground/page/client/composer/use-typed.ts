import { useEffect, useState } from 'preact/hooks';
import type { ScenarioStep } from '../../protocol.ts';

/** The part of a scenario's text that is typed by now; `undefined` while nothing is typed. */
export function useTyped(typing: ScenarioStep['typing']): string | undefined {
  const [length, setLength] = useState(0);
  useEffect(() => {
    setLength(0);
    if (!typing) return;
    const perTick = Math.max(1, Math.ceil((typing.text.length * TICK_MS) / typing.forMs));
    const timer = setInterval(() => setLength((before) => before + perTick), TICK_MS);
    return () => clearInterval(timer);
  }, [typing]);
  return typing?.text.slice(0, length);
}

const TICK_MS = 50;
