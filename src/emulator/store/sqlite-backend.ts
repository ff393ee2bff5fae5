import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Backend, RowChange, StoredRow } from './backend.ts';
import type { ContentFiles } from './content-files.ts';
import { damaged } from './damaged.ts';

const latePeriodMs = 500;

/** Rows in a database, contents in files beside it. */
export class SqliteBackend implements Backend {
  readonly contents: ContentFiles;
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #log: (text: string) => void;
  readonly #timer: NodeJS.Timeout;
  #late = new Map<string, RowChange>();
  #isClosed = false;

  constructor(database: DatabaseSync, contents: ContentFiles, log: (text: string) => void) {
    this.#database = database;
    this.contents = contents;
    this.#log = log;
    // An update keeps the row's id, and with it its place in order of creation.
    this.#put = database.prepare(
      `INSERT INTO rows (kind, name, value) VALUES (?, ?, ?)
       ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value`,
    );
    this.#delete = database.prepare('DELETE FROM rows WHERE kind = ? AND name = ?');
    this.#timer = setInterval(() => this.#tryToKeepLate(), latePeriodMs);
    this.#timer.unref();
  }

  load<Row extends object>(kind: string): StoredRow<Row>[] {
    const rows = this.#database.prepare('SELECT name, value FROM rows WHERE kind = ? ORDER BY id');
    return rows.all(kind).map(({ name, value }) => {
      return [String(name), parseRow(kind, String(name), String(value)) as Row];
    });
  }

  commit(changes: readonly RowChange[]): void {
    if (this.#isClosed) return;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const change of changes) this.#write(change);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  commitLater(change: RowChange): void {
    this.#late.set(`${change.kind}\n${change.name}`, change);
  }

  clear(): void {
    this.#late.clear();
    this.#database.exec('DELETE FROM rows');
    this.contents.clear();
  }

  close(): void {
    if (this.#isClosed) return;
    clearInterval(this.#timer);
    this.#keepLate();
    this.#isClosed = true;
    this.#database.close();
  }

  /** What could not be kept is tried again with what comes next. */
  #tryToKeepLate(): void {
    try {
      this.#keepLate();
    } catch (error) {
      this.#log(`log entries and series could not be kept: ${String(error)}`);
    }
  }

  #keepLate(): void {
    if (this.#late.size === 0) return;
    this.commit([...this.#late.values()]);
    this.#late = new Map();
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // Some errors, a full disk among them, have rolled back already.
    }
  }

  #write({ kind, name, row }: RowChange): void {
    if (row === undefined) this.#delete.run(kind, name);
    else this.#put.run(kind, name, JSON.stringify(row));
  }
}

function parseRow(kind: string, name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (cause) {
    throw damaged('vertex.db', `row ${name} of ${kind} is not JSON`, cause);
  }
}
