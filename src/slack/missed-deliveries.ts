/** Since when deliveries failed that Slack may have given up: it repeats each for six minutes. */
export type MissedDeliveries = {
  note(): void;
  /** Plans to read what was missed, if anything was; fails while the database does. */
  makeUp(): Promise<void>;
};

/** Creates the memory of deliveries that could not be taken in. */
export function createMissedDeliveries({
  planCatchUp,
  now,
}: {
  planCatchUp: (lostAt: Date) => Promise<void>;
  now: () => Date;
}): MissedDeliveries {
  let lostAt: Date | undefined;
  return {
    note() {
      lostAt ??= now();
    },
    async makeUp() {
      if (!lostAt) return;
      await planCatchUp(lostAt);
      lostAt = undefined;
    },
  };
}
