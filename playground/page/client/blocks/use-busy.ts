import { useRef, useState } from 'preact/hooks';

/** Runs one thing at a time: while it is under way, `isBusy` holds and further runs do nothing. */
export function useBusy(): { isBusy: boolean; run: (work: () => Promise<unknown>) => void } {
  const [isBusy, setBusy] = useState(false);
  const underWay = useRef(false);

  const run = (work: () => Promise<unknown>) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    // Whoever gave the work shows its failure; here it only has ended.
    work()
      .catch(() => undefined)
      .finally(() => {
        underWay.current = false;
        setBusy(false);
      });
  };

  return { isBusy, run };
}
