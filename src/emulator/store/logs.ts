import type { EmulatorClock } from '../clock.ts';

export type Severity = 'DEFAULT' | 'DEBUG' | 'INFO' | 'NOTICE' | 'WARNING' | 'ERROR' | 'CRITICAL';

/** `google.logging.v2.LogEntry` in JSON form. */
export interface LogEntry {
  logName: string;
  resource: { type: string; labels: Readonly<Record<string, string>> };
  timestamp: string;
  receiveTimestamp: string;
  severity: Severity;
  insertId: string;
  labels?: Readonly<Record<string, string>>;
  textPayload?: string;
  jsonPayload?: Readonly<Record<string, unknown>>;
}

export type NewLogEntry = Omit<LogEntry, 'timestamp' | 'receiveTimestamp' | 'insertId'>;

const maxEntries = 50_000;

/** The newest log entries; times strictly increase, so that they order entries. */
export class LogStore {
  readonly #clock: EmulatorClock;
  #entries: LogEntry[] = [];
  #count = 0;
  #lastMs = 0;
  #nanos = 0;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  append(entry: NewLogEntry): void {
    const ms = Math.max(this.#clock.now(), this.#lastMs);
    this.#nanos = ms === this.#lastMs ? this.#nanos + 1 : 0;
    this.#lastMs = ms;
    this.#count += 1;
    const fine = String(this.#nanos % 1_000_000).padStart(6, '0');
    const timestamp = new Date(ms).toISOString().replace('Z', `${fine}Z`);
    const insertId = this.#count.toString(36).padStart(10, '0');
    this.#entries.push({ ...entry, timestamp, receiveTimestamp: timestamp, insertId });
    if (this.#entries.length > maxEntries * 1.1) this.#entries = this.#entries.slice(-maxEntries);
  }

  /** Oldest first. */
  list(): readonly LogEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
