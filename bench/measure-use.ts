import { readUse } from './process-use.ts';

/** What the processes used while something ran; undefined what the kernel does not report. */
export type Use = {
  cpuPercent: number | undefined;
  databaseCpuPercent: number | undefined;
  memoryMb: number | undefined;
};

/** Measures what the processes use while `work` runs. */
export type MeasureUse = <Result>(
  work: () => Promise<Result>,
) => Promise<{ result: Result; use: Use }>;

/** Measures a process, and its database server's process where there is one. */
export function createMeasureUse({
  pid,
  databasePid,
}: {
  pid: number;
  databasePid: number | undefined;
}): MeasureUse {
  return async (work) => {
    const startedAt = performance.now();
    const [before, databaseBefore] = [cpuSecondsOf(pid), cpuSecondsOf(databasePid)];
    const result = await work();
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
