import { readdirSync, readFileSync } from 'node:fs';

/** What a process and its children have used so far. */
export type ProcessUse = { cpuSeconds: number; memoryMb: number };

/** Reads the use of a process and its children from /proc; undefined where there is none. */
export function readUse(pid: number): ProcessUse | undefined {
  try {
    const [own, ...children] = [pid, ...childrenOf(pid)].map(readStat);
    if (!own) return undefined;
    const cpuTicks = [own, ...children].reduce((sum, { ticks }) => sum + ticks, own.endedTicks);
    return { cpuSeconds: cpuTicks / TICKS_A_SECOND, memoryMb: own.pages * PAGE_MB };
  } catch {
    return undefined;
  }
}

/** Linux reports 100 ticks a second to every program; pages are 4 KiB on x86. */
const TICKS_A_SECOND = 100;
const PAGE_MB = 4_096 / 1_048_576;

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function readStat(pid: number): { ticks: number; endedTicks: number; pages: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
  return { ticks: user + system, endedTicks: endedUser + endedSystem, pages: fields[21] ?? 0 };
}
