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
  return { note, makeUp, makeUpFrom };

  function note(at: Date = now()): void {
    if (!lostAt || at < lostAt) lostAt = at;
  }

  /** Plans to read what was missed, if anything was; fails while the database does. */
  async function makeUp(): Promise<void> {
    if (!lostAt) return;
    const since = lostAt;
    lostAt = undefined;
    try {
      await planCatchUp(since);
    } catch (error) {
      note(since);
      throw error;
    }
  }

  /** Plans it at once where deliveries were missed from a moment on; where that fails, later. */
  async function makeUpFrom(at: Date): Promise<void> {
    note(at);
    await makeUp();
  }
}
