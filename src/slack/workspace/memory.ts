/** What was found out about ids, each for a while. */
export type Memory<Found> = {
  /** What is known and still fresh; else what `look` finds, which is kept. */
  find(id: string, look: () => Promise<Found>): Promise<Found>;
  keep(id: string, found: Found): void;
  /** What was found last, however long ago. */
  kept(id: string): Found | undefined;
};

/** The bot runs for years; what it remembers must not grow with them. */
const MOST_KNOWN = 5_000;

export function createMemory<Found>({
  now,
  freshMs,
}: {
  now: () => Date;
  freshMs: number;
}): Memory<Found> {
  const known = new Map<string, { found: Found; until: number }>();
  return { find, keep, kept: (id) => known.get(id)?.found };

  async function find(id: string, look: () => Promise<Found>): Promise<Found> {
    const kept = known.get(id);
    if (kept && kept.until > now().getTime()) return kept.found;
    const found = await look();
    keep(id, found);
    return found;
  }

  function keep(id: string, found: Found): void {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(id, { found, until: now().getTime() + freshMs });
  }
}
