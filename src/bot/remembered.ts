/** Asks at most once in a while, and once for all who ask meanwhile. */
export function remembered<Answer>(
  ask: () => Promise<Answer>,
  { now, freshMs }: { now: () => Date; freshMs: number },
): () => Promise<Answer> {
  let kept: { answer: Promise<Answer>; until: number } | undefined;
  return () => {
    const at = now().getTime();
    if (!kept || kept.until < at) kept = { answer: ask(), until: at + freshMs };
    return kept.answer;
  };
}
