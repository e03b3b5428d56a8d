import { useRef, useState } from 'preact/hooks';

/** Runs one task at a time: while it runs, `isBusy` is true and further runs do nothing. */
export function useBusy(): { isBusy: boolean; run: (work: () => Promise<unknown>) => void } {
  const [isBusy, setBusy] = useState(false);
  const underWay = useRef(false);

  const run = (work: () => Promise<unknown>) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    // The caller shows the failure; here the task has only ended.
    work()
      .catch(() => undefined)
      .finally(() => {
        underWay.current = false;
        setBusy(false);
      });
  };

  return { isBusy, run };
}
