import { Child, type ChildSpec } from './child.ts';
import { PortAllocator } from './ports.ts';

/** What runs, for the state summary. */
export interface ProcessInfo {
  pid: number;
  image: string;
  /** The resource it runs for. */
  resource: string;
}

/** Told of every process that starts, at once; answers what to call when its group is gone. */
export interface ProcessGuard {
  watch(pid: number): () => void;
}

/** Every process that the emulator started and that is not gone. */
export class ProcessTable {
  readonly ports = new PortAllocator();
  readonly #guards: ProcessGuard[] = [];
  readonly #running = new Map<Child, ProcessInfo>();
  #isClosed = false;

  /** Tells `guard` of the processes that start from now on. */
  guardBy(guard: ProcessGuard): void {
    this.#guards.push(guard);
  }

  start(spec: ChildSpec, image: string, resource: string): Child {
    if (this.#isClosed) throw new Error('the emulator is stopping');
    const child = new Child(spec);
    const { pid } = child;
    if (pid === undefined) return child;
    this.#running.set(child, { pid, image, resource });
    const ended = this.#guards.map((guard) => guard.watch(pid));
    void child.exited.then(() => {
      this.#running.delete(child);
      for (const end of ended) end();
    });
    return child;
  }

  /** True once no process starts any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  list(): ProcessInfo[] {
    return [...this.#running.values()];
  }

  async stopAll(graceMs: number): Promise<void> {
    await Promise.all([...this.#running.keys()].map((child) => child.stop(graceMs)));
  }

  /** No process starts after this. */
  close(): void {
    this.#isClosed = true;
  }

  /** At once and without waiting: for the `exit` event, where nothing asynchronous runs any more. */
  killAll(): void {
    for (const child of this.#running.keys()) child.signalGroup('SIGKILL');
  }
}
