import type { EmulatorClock } from '../clock.ts';
import type { Backend } from './backend.ts';

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
/** Of all payloads together: programs may write long lines. */
const maxCharacters = 32_000_000;
/** How far over a limit the log may grow, so that entries are not dropped one by one. */
const slack = 1.1;
/** Ids are given out from blocks of this many; a killed process leaves the rest of its block unused. */
const idBlock = 10_000;

/**
 * The newest log entries; times and ids strictly increase, so that they order entries. They are kept in
 * batches: a process that is killed loses the entries of its last half second.
 */
export class LogStore {
  readonly #clock: EmulatorClock;
  readonly #backend: Backend;
  #entries: LogEntry[];
  #count: number;
  #idsReserved: number;
  #characters: number;
  #lastMs = 0;
  #nanos = 0;

  constructor(clock: EmulatorClock, backend: Backend) {
    this.#clock = clock;
    this.#backend = backend;
    this.#entries = backend.load<LogEntry>('logs').map(([, entry]) => entry);
    this.#characters = this.#entries.reduce((sum, entry) => sum + lengthOf(entry), 0);
    const [block] = backend.load<{ upTo: number }>('logIds');
    this.#idsReserved = block?.[1].upTo ?? 0;
    this.#count = this.#idsReserved;
    const last = this.#entries.at(-1);
    // A later millisecond than any stored one.
    if (last !== undefined) this.#lastMs = Date.parse(last.timestamp) + 1;
  }

  append(entry: NewLogEntry): void {
    const ms = Math.max(this.#clock.now(), this.#lastMs);
    this.#nanos = ms === this.#lastMs ? this.#nanos + 1 : 0;
    this.#lastMs = ms;
    const fine = String(this.#nanos % 1_000_000).padStart(6, '0');
    const timestamp = new Date(ms).toISOString().replace('Z', `${fine}Z`);
    const insertId = this.#nextId();
    const whole = { ...entry, timestamp, receiveTimestamp: timestamp, insertId };
    this.#entries.push(whole);
    this.#backend.commitLater({ kind: 'logs', name: insertId, row: whole });
    this.#characters += lengthOf(whole);
    if (this.#entries.length > maxEntries * slack || this.#characters > maxCharacters * slack) {
      this.#dropOldest();
    }
  }

  /** Oldest first. */
  list(): readonly LogEntry[] {
    return this.#entries;
  }

  clear(): void {
    for (const entry of this.#entries) this.#forget(entry);
    this.#entries = [];
    this.#characters = 0;
  }

  #nextId(): string {
    this.#count += 1;
    if (this.#count > this.#idsReserved) {
      this.#idsReserved += idBlock;
      this.#backend.commit([{ kind: 'logIds', name: 'block', row: { upTo: this.#idsReserved } }]);
    }
    return this.#count.toString(36).padStart(10, '0');
  }

  #dropOldest(): void {
    let dropped = 0;
    for (const entry of this.#entries) {
      const left = this.#entries.length - dropped;
      if (left <= maxEntries && this.#characters <= maxCharacters) break;
      this.#characters -= lengthOf(entry);
      this.#forget(entry);
      dropped += 1;
    }
    this.#entries = this.#entries.slice(dropped);
  }

  #forget({ insertId }: LogEntry): void {
    this.#backend.commitLater({ kind: 'logs', name: insertId, row: undefined });
  }
}

/** Characters of the payload. */
function lengthOf({ textPayload, jsonPayload }: LogEntry): number {
  return textPayload?.length ?? JSON.stringify(jsonPayload ?? {}).length;
}
