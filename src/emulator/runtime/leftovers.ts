import type { Table } from '../store/table.ts';
import type { ProcessGuard } from './process-table.ts';
import { bootId, startTimeOf } from './process-identity.ts';

/** A process that an emulator started. */
export interface StartedProcess {
  pid: number;
  startTime: string;
  bootId: string;
}

/** Notes what runs, so that a later emulator can end what is left of an earlier one. */
export class Leftovers implements ProcessGuard {
  readonly #table: Table<StartedProcess>;
  readonly #bootId = bootId();

  constructor(table: Table<StartedProcess>) {
    this.#table = table;
  }

  /** @returns what to call when the process is gone. */
  watch(pid: number): () => void {
    const startTime = startTimeOf(pid);
    if (startTime === undefined || this.#bootId === undefined) return () => undefined;
    const name = String(pid);
    this.#table.put(name, { pid, startTime, bootId: this.#bootId });
    return () => this.#table.delete(name);
  }

  /** Ends process groups that are provably an earlier emulator's: same machine start, id and start time. */
  end(): void {
    for (const { pid, startTime, bootId: boot } of this.#table.list('')) {
      if (boot === this.#bootId && startTimeOf(pid) === startTime) killGroup(pid);
      this.#table.delete(String(pid));
    }
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
