import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type * as Sqlite from 'node:sqlite';
import { ReleaseError } from '../../errors/error.ts';
import { ContentFiles } from './content-files.ts';
import { damaged } from './damaged.ts';
import { SqliteBackend } from './sqlite-backend.ts';

/** What `PRAGMA user_version` says of databases that this version writes. */
const schemaVersion = 1;
/** `PRAGMA application_id`: "VxRl". */
const applicationId = 0x56_78_52_6c;
/** How long an earlier process may take to let go. */
const lockTimeoutMs = 1_000;
/** Result codes of SQLite: https://www.sqlite.org/rescode.html */
const busy = 5;

const schema = `
  CREATE TABLE rows (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, name)
  ) STRICT;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;

/**
 * Opens the folder in which an embedded Vertex keeps its state, and creates it where it is absent:
 * `vertex.db` with everything but the contents of objects, which are files in `objects/`. SQLite holds a
 * lock on the database as long as the process lives. Every commit reaches the operating system before it
 * returns and so survives a killed process, not a power cut (write-ahead log with `synchronous=NORMAL`).
 * @throws ReleaseError when Node lacks SQLite, or when the folder is in use, damaged, of a newer version
 * or somebody else's. Nothing of it is changed then.
 */
export function openDataDirectory(directory: string, log: (text: string) => void): SqliteBackend {
  const file = join(directory, 'vertex.db');
  const { DatabaseSync: Database } = loadSqlite();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new Database(file, { timeout: lockTimeoutMs });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    checkOwner(database, file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    createSchema(database);
    checkWhole(database, file);
    const contents = new ContentFiles(join(directory, 'objects'));
    return new SqliteBackend(database, contents, log);
  } catch (error) {
    database.close();
    throw asRefusal(error, file);
  }
}

/** Only a data folder needs it, so nobody else loads it. */
function loadSqlite(): typeof Sqlite {
  const sqlite = withoutExperimentalWarning(() => process.getBuiltinModule?.('node:sqlite'));
  if (sqlite !== undefined) return sqlite;
  throw new ReleaseError(
    'RUNTIME_UNSUPPORTED',
    'a data folder needs SQLite, which this Node lacks',
    {
      mend: 'Use Node 22.13 or newer, or leave out the data folder.',
    },
  );
}

/** Some versions of Node call SQLite experimental, in a warning that a user can do nothing about. */
function withoutExperimentalWarning<Result>(load: () => Result): Result {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...more: unknown[]) => {
    if (more[0] === 'ExperimentalWarning') return;
    Reflect.apply(emitWarning, process, [warning, ...more]);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function checkOwner(database: DatabaseSync, file: string): void {
  const owner = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (isEmpty && owner === 0 && version === 0) return;
  if (owner !== applicationId) {
    throw new ReleaseError('INPUT_INVALID', `${file} is not the database of an embedded Vertex`, {
      mend: 'Name another folder.',
    });
  }
  if (version !== schemaVersion) {
    throw new ReleaseError(
      'STATE_CORRUPT',
      `${file} has schema version ${version}; this program writes version ${schemaVersion}`,
      { mend: 'Use the version of vertex-release that wrote it, or another folder.' },
    );
  }
}

function createSchema(database: DatabaseSync): void {
  if (pragma(database, 'user_version') === schemaVersion) return;
  database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT`);
}

function checkWhole(database: DatabaseSync, file: string): void {
  const found = pragma(database, 'quick_check(1)');
  if (found !== 'ok') throw damaged(file, String(found));
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function asRefusal(error: unknown, file: string): unknown {
  if (!isSqliteError(error)) return error;
  if (error.errcode === busy) {
    return new ReleaseError('CONFLICT', `${file} is in use by another embedded Vertex`, {
      cause: error,
      mend: 'Stop the other one, or name another folder.',
    });
  }
  return damaged(file, error.message, error);
}

function isSqliteError(error: unknown): error is { errcode: number; message: string } {
  return typeof error === 'object' && error !== null && 'errcode' in error;
}
