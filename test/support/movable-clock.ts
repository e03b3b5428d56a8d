import { systemClock } from 'pg-boss';

/** The real time, with what is done every few minutes done at a command. */
export function movableClock() {
  const works = new Set<() => void>();
  return {
    ...systemClock,
    setInterval(work: () => void, ms: number) {
      if (ms < 60_000) return systemClock.setInterval(work, ms);
      works.add(work);
      return work;
    },
    clearInterval(timer: unknown) {
      const [work] = [...works].filter((one) => one === timer);
      if (work) works.delete(work);
      else systemClock.clearInterval(timer);
    },
    fire() {
      for (const work of works) work();
    },
    /** Does it, and waits until it is done. */
    async fired(): Promise<void> {
      await Promise.all([...works].map(async (work) => work()));
    },
  };
}
