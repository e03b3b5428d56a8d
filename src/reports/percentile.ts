/**
 * The value below which a share of some values lies, between two of them where it falls there: as
 * `percentile_cont` of SQL and `PERCENTILE.INC` of spreadsheets have it. The median is that of one half:
 * of an even number of values, the middle between the two in the middle. Undefined for no values.
 */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}
