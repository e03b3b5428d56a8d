import { readUse } from './process-use.ts';

/** What the watched processes used meanwhile; undefined what the kernel does not tell. */
export type Use = {
  cpuPercent: number | undefined;
  databaseCpuPercent: number | undefined;
  memoryMb: number | undefined;
};

/** Reads what processes use while something happens. */
export type Watch = <Result>(
  happening: () => Promise<Result>,
) => Promise<{ result: Result; use: Use }>;

/** Creates the watch over a process, and over its database's own where there is one. */
export function createWatch({
  pid,
  databasePid,
}: {
  pid: number;
  databasePid: number | undefined;
}): Watch {
  return async (happening) => {
    const startedAt = performance.now();
    const [before, databaseBefore] = [cpuSecondsOf(pid), cpuSecondsOf(databasePid)];
    const result = await happening();
    const seconds = (performance.now() - startedAt) / 1_000;
    const percentSince = (start: number | undefined, end: number | undefined) =>
      start === undefined || end === undefined ? undefined : (100 * (end - start)) / seconds;
    const use = {
      cpuPercent: percentSince(before, cpuSecondsOf(pid)),
      databaseCpuPercent: percentSince(databaseBefore, cpuSecondsOf(databasePid)),
      memoryMb: readUse(pid)?.memoryMb,
    };
    return { result, use };
  };
}

function cpuSecondsOf(pid: number | undefined): number | undefined {
  return pid === undefined ? undefined : readUse(pid)?.cpuSeconds;
}
