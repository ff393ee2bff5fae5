import { readdir, readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second towards programs. */
const tickMs = 10;

/** CPU time so far, in milliseconds, by process group. */
export type CpuTimes = ReadonlyMap<number, number>;

/** Reads the CPU time of every process group; undefined where there is no `/proc`. */
export async function readCpuTimes(proc = '/proc'): Promise<CpuTimes | undefined> {
  const entries = await readdir(proc).catch(() => undefined);
  const pids = entries?.filter((name) => /^\d+$/.test(name)) ?? [];
  if (pids.length === 0) return undefined;
  const times = new Map<number, number>();
  for (const pid of pids) {
    const stat = await readFile(`${proc}/${pid}/stat`, 'utf8').catch(() => undefined);
    // A process may end between the two looks.
    if (stat === undefined) continue;
    const { group, cpuMs } = parseStat(stat);
    times.set(group, (times.get(group) ?? 0) + cpuMs);
  }
  return times;
}

/** Fields as in proc(5): the name in parentheses may hold blanks, so fields are counted after it. */
export function parseStat(stat: string): { group: number; cpuMs: number } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number);
  const ticks = (user ?? 0) + (system ?? 0) + (childrenUser ?? 0) + (childrenSystem ?? 0);
  return { group: Number(fields[2]), cpuMs: ticks * tickMs };
}
