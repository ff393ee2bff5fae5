import { readFileSync } from 'node:fs';
import type { Runner } from '../../ports/host.ts';

const form = /^(\S+) pid (\d+) since (\S+)$/;

/**
 * A process on a machine, which other processes of that machine can look for. Its name is
 * `HOST pid PID since START`; the start tells it from a later process with the same number.
 */
export function processRunner(host: string, pid: number): Runner {
  const machine = host.replaceAll(/\s/g, '-') || 'localhost';
  return {
    name: `${machine} pid ${pid} since ${startOf(pid) ?? 'unknown'}`,
    isGone(name) {
      const [, onMachine, id, since] = form.exec(name) ?? [];
      if (onMachine !== machine || id === undefined) return false;
      return !isRunning(Number(id)) || hasOtherStart(Number(id), since);
    },
  };
}

/** A later process has the number now; unknown where starts cannot be told. */
function hasOtherStart(pid: number, since: string | undefined): boolean {
  const now = startOf(pid);
  return now !== undefined && since !== 'unknown' && now !== since;
}

/** Start of a process in clock ticks since boot, with the boot; undefined where /proc is absent. */
function startOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    // The name, in parentheses, may hold anything; start time is field 22 of all, 20 behind it.
    const [ticks] = status
      .slice(status.lastIndexOf(')') + 2)
      .split(' ')
      .slice(19);
    return ticks === undefined ? undefined : `${boot}-${ticks}`;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
