import type { EmulatorClock } from '../../clock.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type ObjectPath, parseGsUri } from '../../store/objects.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError, type RpcStatus, toApiError } from '../../wire/api-error.ts';
import type { JsonValue } from '../../wire/json.ts';
import { BatchInput, type InstancesFormat } from './batch-input.ts';
import { type Instance, instanceColumns, readInstance } from './batch-instance.ts';
import { BatchOutput, type Outcome, type PredictionsFormat } from './batch-output.ts';
import type { BatchPredictionJob } from './batch-prediction-job.ts';
import { BatchServers } from './batch-servers.ts';
import { BatchTally } from './batch-tally.ts';
import type { JobRun } from './job-runner.ts';
import type { JobTable } from './job-table.ts';
import { mapInOrder } from './ordered-map.ts';

const defaultBatchSize = 64;
const shardSize = 50_000;
/** So that a model server has the next batch at hand when it ends one. */
const batchesPerServer = 2;

export interface BatchHost {
  store: Store;
  runtime: Runtime;
  clock: EmulatorClock;
  jobs: JobTable<BatchPredictionJob>;
}

/** Carries one batch prediction job out. Begun again, it replaces what an earlier run had written. */
export class BatchPredictionRun {
  readonly #run: JobRun<BatchPredictionJob>;
  readonly #host: BatchHost;
  readonly #format: InstancesFormat;

  constructor(run: JobRun<BatchPredictionJob>, host: BatchHost) {
    this.#run = run;
    this.#host = host;
    this.#format = run.job.inputConfig.instancesFormat as InstancesFormat;
  }

  /** @throws ApiError */
  async carryOut(): Promise<void> {
    const { job, signal } = this.#run;
    const directory = this.#outputDirectory();
    const { objects } = this.#host.store;
    if (objects.bucket(directory.bucket) === undefined) {
      throw new ApiError('NOT_FOUND', `The bucket "${directory.bucket}" does not exist.`);
    }
    const uris = job.inputConfig.gcsSource?.uris ?? [];
    const input = await BatchInput.open(objects, uris, this.#format, signal);
    const servers = await BatchServers.start(job, this.#host, signal);
    // What is in flight ends with the servers.
    const stop = (): void => void servers.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#run.running();
      await this.#predictAll(input, servers, directory);
    } finally {
      signal.removeEventListener('abort', stop);
      await servers.stop();
    }
  }

  async #predictAll(
    input: BatchInput,
    servers: BatchServers,
    directory: ObjectPath,
  ): Promise<void> {
    const { job, signal, report } = this.#run;
    const tally = new BatchTally(input.count, servers.count, this.#host.clock);
    report({ partialFailures: [...input.failures], ...tally.report() });
    const output = new BatchOutput(this.#host.store.objects, {
      directory,
      format: job.outputConfig.predictionsFormat as PredictionsFormat,
      columns: instanceColumns(input.columns, this.#format, job.instanceConfig ?? {}),
      total: input.count,
      shardSize,
    });
    const batches = inBatches(input.instances(), this.#batchSize);
    const work = (lines: string[]): Promise<Outcome[]> =>
      this.#predict(lines, input.columns, servers);
    try {
      for await (const outcomes of mapInOrder(batches, servers.count * batchesPerServer, work)) {
        signal.throwIfAborted();
        for (const outcome of outcomes) await output.add(outcome);
        tally.add(outcomes);
        if (tally.isDue) report(tally.report());
        if (tally.isHopeless) break;
      }
      await output.finish();
    } finally {
      await output.discard();
    }
    report(tally.report());
    const failure = tally.failure();
    if (failure !== undefined) throw failure;
  }

  /** Never rejects: what fails is an outcome. A batch that the model refuses fails as a whole. */
  async #predict(
    lines: readonly string[],
    columns: readonly string[],
    servers: BatchServers,
  ): Promise<Outcome[]> {
    const read = lines.map((line) => this.#read(line, columns));
    const sent = read.flatMap((each) => (each.kind === 'read' ? [each.instance] : []));
    const answer = await predictionsOf(sent, servers);
    let next = 0;
    return read.map((each): Outcome => {
      if (each.kind === 'failed') return each;
      const { instance } = each;
      if (answer.kind === 'failed') {
        return { kind: 'failed', shown: instance.shown, error: answer.error };
      }
      const prediction = answer.predictions[next] ?? null;
      next += 1;
      return { kind: 'predicted', instance, prediction };
    });
  }

  #read(
    line: string,
    columns: readonly string[],
  ): { kind: 'read'; instance: Instance } | (Outcome & { kind: 'failed' }) {
    try {
      const config = this.#run.job.instanceConfig ?? {};
      return { kind: 'read', instance: readInstance(line, columns, this.#format, config) };
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      const error = new ApiError('INVALID_ARGUMENT', `The instance cannot be read: ${why}.`);
      return { kind: 'failed', shown: { instance: line }, error: error.toRpcStatus() };
    }
  }

  get #batchSize(): number {
    return this.#run.job.manualBatchTuningParameters?.batchSize || defaultBatchSize;
  }

  /** `prediction-MODEL-TIME`, of this job alone; a job that is begun again keeps it. */
  #outputDirectory(): ObjectPath {
    const { job } = this.#run;
    const known = job.outputInfo?.gcsOutputDirectory;
    if (known !== undefined) return parseGsUri(known) ?? { bucket: '', path: '' };
    const prefix = job.outputConfig.gcsDestination?.outputUriPrefix ?? '';
    const base = prefix.endsWith('/') ? prefix : `${prefix}/`;
    const { displayName } = this.#host.store.models.get(job.model ?? '') ?? job;
    const taken = this.#host.jobs.list('').map(({ outputInfo }) => outputInfo?.gcsOutputDirectory);
    for (let ms = Date.parse(job.createTime); ; ms += 1) {
      const uri = `${base}prediction-${displayName.replaceAll('/', '_')}-${toTimestamp(ms)}`;
      if (!taken.includes(uri)) {
        this.#run.report({ outputInfo: { gcsOutputDirectory: uri } });
        return parseGsUri(uri) ?? { bucket: '', path: '' };
      }
    }
  }
}

type Answer = { kind: 'answered'; predictions: JsonValue[] } | { kind: 'failed'; error: RpcStatus };

async function predictionsOf(
  instances: readonly Instance[],
  servers: BatchServers,
): Promise<Answer> {
  if (instances.length === 0) return { kind: 'answered', predictions: [] };
  try {
    const predictions = await servers.predict(instances.map(({ value }) => value));
    return { kind: 'answered', predictions };
  } catch (thrown) {
    return { kind: 'failed', error: toApiError(thrown).toRpcStatus() };
  }
}

async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
