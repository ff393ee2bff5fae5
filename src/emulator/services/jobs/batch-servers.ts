import { setTimeout as delay } from 'node:timers/promises';
import { type ModelResponse, ModelTimeout } from '../../runtime/model-connection.ts';
import { OutputLog } from '../../runtime/output-log.ts';
import type { Replicas } from '../../runtime/replicas.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { parseGsUri } from '../../store/objects.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import { ApiError, statusOfHttp } from '../../wire/api-error.ts';
import { isJsonObject, type JsonValue } from '../../wire/json.ts';
import { type Deployment, planReplica, routesOf } from '../endpoints/model-launch.ts';
import { findModel, type FoundModel } from '../models/model-view.ts';
import type { BatchPredictionJob } from './batch-prediction-job.ts';

/** As documented: a batch has ten minutes, and three attempts more. */
const batchTimeoutMs = 600_000;
const maxRetries = 3;
/** Of what a model server says of its failure. */
const maxTextLength = 1_000;

/** The model servers of one batch prediction job. They serve nobody else. */
export class BatchServers {
  readonly #replicas: Replicas;
  readonly #predictRoute: string;
  readonly #parameters: JsonValue | undefined;
  readonly #retryMs: number;
  readonly #signal: AbortSignal;

  private constructor(
    replicas: Replicas,
    predictRoute: string,
    job: BatchPredictionJob,
    retryMs: number,
    signal: AbortSignal,
  ) {
    this.#replicas = replicas;
    this.#predictRoute = predictRoute;
    this.#parameters = job.modelParameters;
    this.#retryMs = retryMs;
    this.#signal = signal;
  }

  /** Starts them and waits until they are ready. @throws ApiError FAILED_PRECONDITION, NOT_FOUND */
  static async start(
    job: BatchPredictionJob,
    { store, runtime }: { store: Store; runtime: Runtime },
    signal: AbortSignal,
  ): Promise<BatchServers> {
    const { startingReplicaCount = 1, machineSpec = {} } = job.dedicatedResources ?? {};
    // Batch prediction does not scale: max_replica_count is ignored, as documented.
    const count = Math.min(Math.max(startingReplicaCount, 1), runtime.maxReplicas);
    const deployment: Deployment = {
      endpoint: `${locationOf(job.name).name}/endpoints/${idOf(job.name)}`,
      deployedModelId: idOf(job.name),
      found: foundModel(job, store),
      resources: { machineSpec, minReplicaCount: count },
      isSilent: job.disableContainerLogging ?? false,
    };
    const spec = {
      ...planReplica(deployment, runtime, store.logs),
      resource: job.name,
      output: outputOf(job, store),
    };
    const counts = { initial: count, required: count };
    const replicas = await runtime.startReplicas(spec, counts, signal);
    replicas.inferenceTimeoutMs = batchTimeoutMs;
    const { predictRoute } = routesOf(deployment);
    return new BatchServers(replicas, predictRoute, job, runtime.timing.batchRetryMs, signal);
  }

  get count(): number {
    return this.#replicas.targetCount;
  }

  /** One prediction for each instance. @throws ApiError after the last attempt */
  async predict(instances: readonly JsonValue[]): Promise<JsonValue[]> {
    const request = { instances: [...instances], parameters: this.#parameters };
    const body = Buffer.from(JSON.stringify(request));
    for (let retry = 0; ; retry += 1) {
      const answer = await this.#ask(body);
      if (!(answer instanceof ApiError)) return readPredictions(answer, instances.length);
      if (retry === maxRetries || this.#signal.aborted) {
        throw new ApiError(
          answer.status,
          `Post request fails. Cannot get predictions. Error: Exceeded retries: ${answer.message}, retry=${retry}.`,
        );
      }
      const pause = delay(this.#retryMs, undefined, { signal: this.#signal });
      await pause.catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    await this.#replicas.drain(0);
  }

  async #ask(body: Buffer): Promise<ModelResponse | ApiError> {
    try {
      const message = { path: this.#predictRoute, contentType: 'application/json', body };
      const answer = await this.#replicas.send(message);
      if (answer.http === 200) return answer;
      const text = answer.body.toString('utf8', 0, maxTextLength).trim();
      const status = statusOfHttp(answer.http);
      return new ApiError(status, `Non-OK result ${answer.http} (${text}) from server`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return error instanceof ModelTimeout
        ? new ApiError('DEADLINE_EXCEEDED', `no answer in ${batchTimeoutMs / 1000} s`)
        : new ApiError('UNAVAILABLE', why);
    }
  }
}

function readPredictions({ body }: ModelResponse, count: number): JsonValue[] {
  const json = parseBody(body);
  const predictions = isJsonObject(json) ? json['predictions'] : undefined;
  if (Array.isArray(predictions) && predictions.length === count) return predictions;
  const found = Array.isArray(predictions) ? `a list of ${predictions.length}` : 'none';
  throw new ApiError(
    'INTERNAL',
    `The model server must answer a JSON object with a list "predictions" of ${count}, one for each instance; there was ${found}.`,
  );
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** The version that was resolved when the job was created, or the container that the job brings along. */
function foundModel(job: BatchPredictionJob, store: Store): FoundModel {
  const { model, modelVersionId, unmanagedContainerModel, name, displayName, createTime } = job;
  if (model !== undefined) return findModel(store, `${model}@${modelVersionId}`);
  const { artifactUri = '', containerSpec = {} } = unmanagedContainerModel ?? {};
  requireArtifacts(store, artifactUri);
  const times = { createTime, updateTime: createTime };
  const described = { description: '', labels: {}, ...times };
  return {
    model: { ...described, name, displayName, etag: '', versions: [], nextVersion: 1 },
    version: {
      ...described,
      versionId: '',
      aliases: [],
      containerSpec,
      artifactUri,
      artifactCopy: artifactUri,
      rest: {},
    },
  };
}

function requireArtifacts({ objects }: Store, artifactUri: string): void {
  if (artifactUri === '') return;
  const { bucket, path } = parseGsUri(artifactUri) ?? { bucket: '', path: '' };
  if (objects.list(bucket, path).length > 0) return;
  throw new ApiError('FAILED_PRECONDITION', `There are no model artifacts at "${artifactUri}".`);
}

function outputOf({ name, disableContainerLogging }: BatchPredictionJob, store: Store): OutputLog {
  const { project } = locationOf(name);
  const labels = { job_id: idOf(name), project_id: project, task_name: 'model-server' };
  const logName = `projects/${project}/logs/model-server`;
  const output = new OutputLog(store.logs, { logName, resource: { type: 'ml_job', labels } });
  output.isEnabled = !disableContainerLogging;
  return output;
}
