import { ReleaseError } from '../../src/errors/error.ts';
import type { BatchPredictionJob, BatchPredictions } from '../../src/ports/batch-predictions.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Objects } from '../../src/ports/objects.ts';
import type { JsonObject } from '../../src/release/json.ts';

/** Batch prediction jobs in memory that take ten seconds, then write what they are told. */
export interface FakeBatchPredictions extends BatchPredictions {
  readonly creations: readonly JsonObject[];
  readonly cancelled: readonly string[];
}

export interface FakeBatch {
  clock: Clock;
  objects: Objects;
  /** Lines of the results of the nth job; the last entry holds for all that follow. */
  results: readonly string[];
  /** How the nth job ends, by default well. */
  ends?: readonly BatchPredictionJob['state'][];
  runMs?: number;
}

export function fakeBatchPredictions(options: FakeBatch): FakeBatchPredictions {
  const { clock, objects, results, ends = [], runMs = 10_000 } = options;
  const creations: JsonObject[] = [];
  const cancelled: string[] = [];
  const startTimes: number[] = [];
  const last = <T>(list: readonly T[], index: number) => list[Math.min(index, list.length - 1)];
  const view = async (index: number): Promise<BatchPredictionJob> => {
    const createdAt = startTimes[index] ?? 0;
    const name = `projects/p/locations/l/batchPredictionJobs/${index + 1}`;
    if (cancelled.includes(name)) return { name, state: 'CANCELLED', labels: {}, createdAt };
    if (clock.now() < createdAt + runMs) return { name, state: 'RUNNING', labels: {}, createdAt };
    const state = ends.length === 0 ? 'SUCCEEDED' : (last(ends, index) ?? 'SUCCEEDED');
    if (state !== 'SUCCEEDED') return { name, state, labels: {}, createdAt, error: 'no server' };
    const outputFolder = `gs://out/${index + 1}`;
    const [half, rest] = halves(last(results, index) ?? '');
    await objects.write(`${outputFolder}/prediction.results-00000-of-00002`, half, 'any');
    await objects.write(`${outputFolder}/prediction.results-00001-of-00002`, rest, 'any');
    return { name, state, labels: {}, createdAt, outputFolder };
  };
  return {
    creations,
    cancelled,
    async create(_, job) {
      creations.push(job);
      startTimes.push(clock.now());
      return await view(creations.length - 1);
    },
    async get(name) {
      const index = Number(name.slice(name.lastIndexOf('/') + 1)) - 1;
      if (creations[index] === undefined) {
        throw new ReleaseError('RESOURCE_NOT_FOUND', `no ${name}`);
      }
      return await view(index);
    },
    async findByName(_, displayName) {
      const found = creations.flatMap((job, index) =>
        job['displayName'] === displayName ? [index] : [],
      );
      return await Promise.all(found.toReversed().map(view));
    },
    async cancel(name) {
      cancelled.push(name);
    },
  };
}

function halves(text: string): [string, string] {
  const lines = text.split('\n');
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle).join('\n'), lines.slice(middle).join('\n')];
}
