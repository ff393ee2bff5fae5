import type { ContentWriter } from '../../store/contents.ts';
import type { ObjectPath, ObjectStore } from '../../store/objects.ts';
import type { RpcStatus } from '../../wire/api-error.ts';
import type { JsonValue } from '../../wire/json.ts';
import type { Instance } from './batch-instance.ts';
import { writeRow } from './csv-row.ts';

/** What came of one instance. */
export type Outcome =
  | { kind: 'predicted'; instance: Instance; prediction: JsonValue }
  /** `shown`: the fields that stand for the instance. */
  | { kind: 'failed'; shown: Readonly<Record<string, JsonValue | undefined>>; error: RpcStatus };

export type PredictionsFormat = 'jsonl' | 'csv';

export interface OutputOptions {
  directory: ObjectPath;
  format: PredictionsFormat;
  /** Of CSV, before the prediction. */
  columns: readonly string[];
  /** How many outcomes there will be. */
  total: number;
  /** How many of them one file has. */
  shardSize: number;
}

/** Characters that are kept before they are written. */
const partLength = 1_048_576;

/**
 * Writes outcomes in the order they come: `prediction.results-NNNNN-of-NNNNN` has the predictions,
 * `prediction.errors_stats-NNNNN-of-NNNNN` what failed. A file appears when it is complete.
 */
export class BatchOutput {
  readonly #objects: ObjectStore;
  readonly #options: OutputOptions;
  readonly #shardCount: number;
  #shard: { results: ShardFile; errors: ShardFile; count: number } | undefined;
  #completed = 0;

  /** What an earlier run left in the directory goes. */
  constructor(objects: ObjectStore, options: OutputOptions) {
    this.#objects = objects;
    this.#options = options;
    this.#shardCount = Math.max(Math.ceil(options.total / options.shardSize), 1);
    const { bucket, path } = options.directory;
    for (const { name } of objects.list(bucket, `${path}/`)) objects.delete(bucket, name);
  }

  async add(outcome: Outcome): Promise<void> {
    const shard = (this.#shard ??= await this.#open());
    shard.count += 1;
    if (outcome.kind === 'predicted') await shard.results.add(this.#line(outcome));
    else await shard.errors.add(JSON.stringify({ ...outcome.shown, error: outcome.error }));
    if (shard.count === this.#options.shardSize) await this.#complete();
  }

  /** Completes the last file; where there was no outcome it is the only one, and empty. */
  async finish(): Promise<void> {
    if (this.#completed === 0) this.#shard ??= await this.#open();
    await this.#complete();
  }

  /** Forgets what is not complete. */
  async discard(): Promise<void> {
    await this.#shard?.results.discard();
    await this.#shard?.errors.discard();
    this.#shard = undefined;
  }

  #line({ instance, prediction }: Outcome & { kind: 'predicted' }): string {
    return this.#options.format === 'csv'
      ? writeRow([...instance.cells, prediction])
      : JSON.stringify({ ...instance.shown, prediction });
  }

  async #open(): Promise<{ results: ShardFile; errors: ShardFile; count: number }> {
    const results = new ShardFile(await this.#objects.receive());
    const errors = new ShardFile(await this.#objects.receive());
    const { format, columns } = this.#options;
    if (format === 'csv') await results.add(writeRow([...columns, 'prediction']));
    return { results, errors, count: 0 };
  }

  async #complete(): Promise<void> {
    const shard = this.#shard;
    if (shard === undefined) return;
    await this.#place('prediction.results', shard.results);
    await this.#place('prediction.errors_stats', shard.errors);
    this.#shard = undefined;
    this.#completed += 1;
  }

  async #place(kind: string, file: ShardFile): Promise<void> {
    const content = await file.finish();
    const { bucket, path } = this.#options.directory;
    const name = `${path}/${kind}-${digits(this.#completed)}-of-${digits(this.#shardCount)}`;
    this.#objects.place(bucket, name, content, { contentType: 'text/plain' });
  }
}

/** One file that is being written, in parts. */
class ShardFile {
  readonly #writer: ContentWriter;
  #lines: string[] = [];
  #length = 0;

  constructor(writer: ContentWriter) {
    this.#writer = writer;
  }

  async add(line: string): Promise<void> {
    this.#lines.push(line, '\n');
    this.#length += line.length;
    if (this.#length >= partLength) await this.#flush();
  }

  async finish(): ReturnType<ContentWriter['finish']> {
    await this.#flush();
    return this.#writer.finish();
  }

  discard(): Promise<void> {
    return this.#writer.discard();
  }

  async #flush(): Promise<void> {
    const part = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    this.#length = 0;
    await this.#writer.write(part);
  }
}

function digits(count: number): string {
  return String(count).padStart(5, '0');
}
