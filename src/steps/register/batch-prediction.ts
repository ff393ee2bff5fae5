import { createHash } from 'node:crypto';
import { ReleaseError } from '../../errors/error.ts';
import type { BatchPredictionJob } from '../../ports/batch-predictions.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import { formatDuration } from '../../units/duration.ts';
import { releaseLabels, toLabelValue } from '../../vertex/labels.ts';
import type { Location } from '../../vertex/resource-name.ts';
import {
  type Holdout,
  type HoldoutFields,
  joinPredictions,
  parseHoldout,
} from './holdout-lines.ts';

/** What is to predict a holdout, and where. */
export interface BatchRequest {
  location: Location;
  bucket: string;
  /** `gs://…` of JSON lines. */
  holdout: string;
  fields: HoldoutFields;
  machineType: string;
  timeoutMs: number;
  labels: Readonly<Record<string, string>>;
}

/** A model as a BatchPredictionJob names it: `model`, or `unmanagedContainerModel`. */
export interface BatchModel {
  who: 'candidate' | 'champion';
  spec: JsonObject;
  /** Changes when the model does: its digest or its version. */
  identity: string;
}

const firstPollMs = 1_000;
const lastPollMs = 30_000;
const growth = 1.5;

/** Which holdout it is, as the record keeps it. @throws ReleaseError FILE_UNREADABLE. */
export async function holdoutIdentity(uri: string, { ports }: StepContext): Promise<string> {
  const generation = await ports.objects.generationOf(uri);
  if (generation === undefined) {
    throw new ReleaseError('FILE_UNREADABLE', `register.holdout: there is no ${uri}`);
  }
  return `${uri}#${generation}`;
}

/**
 * Where the model's predictions on the holdout are. Job and file are named after the model and the
 * holdout, so that another run finds them.
 * @throws ReleaseError EVIDENCE_UNUSABLE, OPERATION_FAILED, DEADLINE_EXCEEDED, CANCELLED.
 */
export async function predictHoldout(
  model: BatchModel,
  request: BatchRequest,
  context: StepContext,
): Promise<string> {
  const { objects, host } = context.ports;
  const { releaseId, model: modelId } = context.journal.record;
  const identity = await holdoutIdentity(request.holdout, context);
  const key = keyOf([model.identity, identity, request.fields.id, request.fields.label]);
  const folder = `gs://${request.bucket}/vertex-release/${modelId}/${releaseId}/predictions`;
  const file = `${folder}/${model.who}-${key}.jsonl`;
  if ((await objects.generationOf(file)) !== undefined) {
    host.say(`found the predictions of the ${model.who} again: ${file}`);
    return file;
  }
  const holdout = parseHoldout(
    await textOf(request.holdout, context),
    request.holdout,
    request.fields,
  );
  const name = `${toLabelValue(releaseId)}-${model.who}-${key}`;
  const creation = jobOf(name, model, request, holdout, `${folder}/jobs`, releaseId);
  const ended = await follow(
    await findOrCreate(name, creation, request, context),
    request,
    context,
  );
  const output = outputOf(ended);
  const parts = await objects.list(`${output}/prediction.results-`);
  const results: string[] = [];
  for (const part of parts) results.push(await textOf(part, context));
  const joined = joinPredictions(holdout, results, output, request.fields);
  await objects.write(file, joined, 'any');
  host.say(`${holdout.examples.length} predictions of the ${model.who} by ${ended.name}`);
  return file;
}

function jobOf(
  displayName: string,
  { spec }: BatchModel,
  { holdout: uri, fields, machineType, labels }: BatchRequest,
  holdout: Holdout,
  outputUriPrefix: string,
  releaseId: string,
): JsonObject {
  return {
    displayName,
    ...spec,
    inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris: [uri] } },
    outputConfig: { predictionsFormat: 'jsonl', gcsDestination: { outputUriPrefix } },
    instanceConfig: {
      instanceType: 'object',
      keyField: fields.id,
      ...(holdout.hidden.length === 0 ? {} : { excludedFields: holdout.hidden }),
    },
    dedicatedResources: {
      machineSpec: { machineType },
      startingReplicaCount: 1,
      maxReplicaCount: 1,
    },
    labels: { ...labels, ...releaseLabels(releaseId) },
  };
}

/** Vertex chooses a job's id, so its name is looked for before anything is created. */
async function findOrCreate(
  displayName: string,
  creation: JsonObject,
  { location }: BatchRequest,
  { ports: { batchPredictions, host } }: StepContext,
): Promise<BatchPredictionJob> {
  const [newest] = await batchPredictions.findByName(location, displayName);
  if (newest !== undefined && !isLost(newest)) {
    host.say(`found the batch prediction again: ${newest.name} is ${newest.state}`);
    return newest;
  }
  const job = await batchPredictions.create(location, creation);
  host.say(`created ${job.name}`);
  return job;
}

async function follow(
  job: BatchPredictionJob,
  { timeoutMs }: BatchRequest,
  { ports: { batchPredictions, clock, host }, signal }: StepContext,
): Promise<BatchPredictionJob> {
  const deadline = clock.now() + timeoutMs;
  let known = job;
  try {
    for (let pollMs = firstPollMs; !isOver(known); pollMs = Math.min(lastPollMs, pollMs * growth)) {
      if (clock.now() > deadline) {
        await batchPredictions.cancel(job.name);
        const waited = formatDuration(timeoutMs);
        throw new ReleaseError('DEADLINE_EXCEEDED', `${job.name} did not end within ${waited}`, {
          mend: 'It was cancelled. Raise register.batch_timeout, or find out why it takes so long.',
        });
      }
      host.progress(`batch prediction is ${known.state}`);
      await clock.sleep(pollMs, signal);
      known = await batchPredictions.get(job.name);
    }
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'CANCELLED') throw error;
    await batchPredictions.cancel(job.name);
    throw error;
  }
  if (known.state === 'SUCCEEDED' || known.state === 'PARTIALLY_SUCCEEDED') return known;
  const why = known.error ?? 'it left no message';
  throw new ReleaseError('OPERATION_FAILED', `${known.name} ended ${known.state}: ${why}`);
}

function outputOf({ name, outputFolder }: BatchPredictionJob): string {
  if (outputFolder !== undefined) return outputFolder;
  throw new ReleaseError('API_FAILED', `${name} ended without saying where its output is`);
}

async function textOf(uri: string, { ports: { objects } }: StepContext): Promise<string> {
  const stored = await objects.read(uri);
  if (stored === undefined) throw new ReleaseError('FILE_UNREADABLE', `there is no ${uri}`);
  return stored.text;
}

function isOver({ state }: BatchPredictionJob): boolean {
  return ['SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED', 'PARTIALLY_SUCCEEDED'].includes(state);
}

/** Ended without predictions: another attempt needs a new job. */
function isLost({ state }: BatchPredictionJob): boolean {
  return ['FAILED', 'CANCELLED', 'CANCELLING', 'EXPIRED'].includes(state);
}

function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}
