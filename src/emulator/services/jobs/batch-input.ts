import { addAbortSignal } from 'node:stream';
import type { ObjectStore, StoredObject } from '../../store/objects.ts';
import { ApiError, type RpcStatus, toApiError } from '../../wire/api-error.ts';
import { parseRow } from './csv-row.ts';
import { objectsMatching } from './object-pattern.ts';
import { linesOf } from './text-lines.ts';

export type InstancesFormat = 'jsonl' | 'csv';

type ReadObject = (object: StoredObject) => AsyncIterable<Buffer>;

/** Of partial failures in a job. */
const maxFailures = 20;

/** The lines of all input files, read as they are needed: they may be more than memory holds. */
export class BatchInput {
  readonly #read: ReadObject;
  readonly #files: readonly StoredObject[];
  /** Of the CSV header, which all files have in common; none for JSON lines. */
  readonly columns: readonly string[];
  /** How many instances there are. */
  readonly count: number;
  /** Files that cannot be read; at most 20 are told. */
  readonly failures: readonly RpcStatus[];

  private constructor(
    read: ReadObject,
    files: readonly StoredObject[],
    columns: readonly string[] | undefined,
    count: number,
    failures: readonly RpcStatus[],
  ) {
    this.#read = read;
    this.#files = files;
    this.columns = columns ?? [];
    this.count = count;
    this.failures = failures;
  }

  /**
   * Finds the files and counts their instances; the signal ends reading at any time.
   * @throws ApiError INVALID_ARGUMENT when none can be read.
   */
  static async open(
    objects: ObjectStore,
    uris: readonly string[],
    format: InstancesFormat,
    signal: AbortSignal,
  ): Promise<BatchInput> {
    const read: ReadObject = (object) => addAbortSignal(signal, objects.stream(object));
    const files: StoredObject[] = [];
    const failures: ApiError[] = [];
    let columns: readonly string[] | undefined;
    let count = 0;
    for (const found of findAll(objects, uris)) {
      try {
        const file = found instanceof ApiError ? raise(found) : found;
        const seen = await survey(read, file, format, columns);
        columns = seen.columns;
        count += seen.count;
        files.push(file);
      } catch (error) {
        failures.push(toApiError(error));
      }
    }
    const [first] = failures;
    if (files.length === 0 && first !== undefined) throw first;
    const statuses = failures.slice(0, maxFailures).map((failure) => failure.toRpcStatus());
    return new BatchInput(read, files, columns, count, statuses);
  }

  /** File by file, in the order of their lines: always the same. Blank lines are none. */
  async *instances(): AsyncGenerator<string> {
    for (const file of this.#files) {
      let isHeader = this.columns.length > 0;
      for await (const lines of linesOf(this.#read(file))) {
        yield* isHeader ? lines.slice(1) : lines;
        isHeader = false;
      }
    }
  }
}

/** Every object once, and an error for each URI that names none. */
function findAll(objects: ObjectStore, uris: readonly string[]): (StoredObject | ApiError)[] {
  const found = new Map<string, StoredObject | ApiError>();
  for (const uri of uris) {
    const matches = objectsMatching(objects, uri);
    if (matches.length === 0) found.set(uri, invalid(`No object matches "${uri}".`));
    for (const object of matches) found.set(nameOf(object), object);
  }
  return [...found.values()];
}

interface Survey {
  columns: readonly string[] | undefined;
  count: number;
}

/** Reads a file once, to know what is in it. @throws ApiError INVALID_ARGUMENT */
async function survey(
  read: ReadObject,
  file: StoredObject,
  format: InstancesFormat,
  known: readonly string[] | undefined,
): Promise<Survey> {
  let columns = known;
  let count = 0;
  try {
    for await (const lines of linesOf(read(file))) {
      if (count === 0 && format === 'csv') columns = headerOf(lines[0] ?? '', known);
      count += lines.length;
    }
    if (format === 'jsonl') return { columns, count };
    if (count === 0) throw new Error('it is empty, without the header that a CSV file needs');
    return { columns, count: count - 1 };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalid(`${nameOf(file)} cannot be read: ${why}.`);
  }
}

function headerOf(line: string, known: readonly string[] | undefined): readonly string[] {
  const columns = parseRow(line).map(({ text }) => text);
  if (known !== undefined && known.join('\n') !== columns.join('\n')) {
    throw new Error('its header differs from that of the file before');
  }
  return columns;
}

function nameOf({ bucket, name }: StoredObject): string {
  return `gs://${bucket}/${name}`;
}

function invalid(message: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', message);
}

function raise(error: ApiError): never {
  throw error;
}
