export type MissedDeliveries = ReturnType<typeof createMissedDeliveries>;

/** Remembers deliveries that could not be taken in: Slack gives each up after six minutes. */
export function createMissedDeliveries({
  planCatchUp,
  now,
}: {
  planCatchUp: (lostAt: Date) => Promise<void>;
  now: () => Date;
}) {
  let lostAt: Date | undefined;
  return { note, makeUp };

  function note(): void {
    lostAt ??= now();
  }

  /** Plans to read what was missed, if anything was; fails while the database does. */
  async function makeUp(): Promise<void> {
    if (!lostAt) return;
    await planCatchUp(lostAt);
    lostAt = undefined;
  }
}
