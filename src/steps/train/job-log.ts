import type { LogLine, Logs } from '../../ports/logs.ts';

/** Cloud Logging may show a line late, so each read goes back this far. */
const overlapMs = 5_000;

/** Reads a job's log on from where it was, each line once. */
export class JobLog {
  readonly #logs: Logs;
  readonly #job: string;
  #since: number;
  #seen = new Set<string>();

  constructor(logs: Logs, job: string, since: number) {
    this.#logs = logs;
    this.#job = job;
    this.#since = since;
  }

  async next(): Promise<LogLine[]> {
    const read = await this.#logs.ofJob(this.#job, this.#since - overlapMs);
    const fresh = read.filter((line) => !this.#seen.has(keyOf(line)));
    this.#since = Math.max(this.#since, ...read.map((line) => line.at));
    this.#seen = new Set(read.map(keyOf));
    return fresh;
  }
}

function keyOf(line: LogLine): string {
  return `${line.at} ${line.id} ${line.text}`;
}
