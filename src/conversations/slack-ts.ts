/** The time that Slack's `ts` names: seconds since 1970, with six decimals that make it unique. */
export function timeOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** A time in the form of Slack's `ts`. */
export function tsOf(time: Date): string {
  return (time.getTime() / 1000).toFixed(6);
}

/** How far apart two `ts` are; a `Date` would cut their microseconds off. */
export function msBetween(one: string, other: string): number {
  return Math.abs(Number(one) - Number(other)) * 1000;
}

/** The `ts` some seconds later, or earlier. */
export function tsPlus(ts: string, seconds: number): string {
  return (Number(ts) + seconds).toFixed(6);
}

/** Orders by `ts`, earliest first. */
export function byTs(one: { ts: string }, other: { ts: string }): number {
  return Number(one.ts) - Number(other.ts);
}
