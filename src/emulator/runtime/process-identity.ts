import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same id: when it started, in clock ticks since the machine
 * did. See proc_pid_stat(5), field 22. Undefined where there is no such process, or no /proc.
 */
export function startTimeOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  // Field 2, the name, is in parentheses and may itself have some.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** Different after every start of the machine. See proc_sys_kernel(5). */
export function bootId(): string | undefined {
  return readText('/proc/sys/kernel/random/boot_id')?.trim();
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
