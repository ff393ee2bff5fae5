import { Child, type ChildSpec } from './child.ts';
import { PortAllocator } from './ports.ts';

/** What runs, for the state summary. */
export interface ProcessInfo {
  pid: number;
  image: string;
  /** The resource it runs for. */
  resource: string;
}

/** Every process that the emulator started and that is not gone. */
export class ProcessTable {
  readonly ports = new PortAllocator();
  readonly #running = new Map<Child, ProcessInfo>();
  #isClosed = false;

  start(spec: ChildSpec, image: string, resource: string): Child {
    if (this.#isClosed) throw new Error('the emulator is stopping');
    const child = new Child(spec);
    if (child.pid !== undefined) this.#running.set(child, { pid: child.pid, image, resource });
    void child.exited.then(() => this.#running.delete(child));
    return child;
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
