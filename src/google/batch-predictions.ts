import { ReleaseError } from '../errors/error.ts';
import type { BatchPredictionJob, BatchPredictions } from '../ports/batch-predictions.ts';
import type { Json, JsonObject } from '../release/json.ts';
import { formatLocation } from '../vertex/resource-name.ts';
import { jobStateOf } from './jobs.ts';
import { isJsonObject, textOf, type VertexRoutes } from './vertex-routes.ts';

/** JobService's batch prediction jobs behind the port. */
export function googleBatchPredictions(routes: VertexRoutes): BatchPredictions {
  return {
    async create(location, job) {
      const parent = formatLocation(location);
      const made = await routes.send({
        method: 'JobService.CreateBatchPredictionJob',
        resource: parent,
        class: 'once',
        verb: 'POST',
        path: `${parent}/batchPredictionJobs`,
        body: job,
      });
      return toJob(made);
    },

    async get(name) {
      const found = await routes.send({
        method: 'JobService.GetBatchPredictionJob',
        resource: name,
        class: 'read',
        path: name,
      });
      return toJob(found);
    },

    async findByName(location, displayName) {
      const parent = formatLocation(location);
      const query = new URLSearchParams({ filter: `display_name="${displayName}"` });
      const found = await routes.list(
        {
          method: 'JobService.ListBatchPredictionJobs',
          resource: parent,
          class: 'read',
          path: `${parent}/batchPredictionJobs?${query}`,
        },
        'batchPredictionJobs',
      );
      return found.map(toJob).toSorted((a, b) => b.createdAt - a.createdAt);
    },

    async cancel(name) {
      await routes.send({
        method: 'JobService.CancelBatchPredictionJob',
        resource: name,
        class: 'repeatable',
        verb: 'POST',
        path: `${name}:cancel`,
        body: {},
      });
    },
  };
}

function toJob(job: JsonObject): BatchPredictionJob {
  const name = textOf(job['name']);
  if (name === '') throw new ReleaseError('API_FAILED', 'a batch prediction job has no name');
  const startedAt = timeOf(job['startTime']);
  const endedAt = timeOf(job['endTime']);
  const error = textOf(objectOf(job['error'])['message']);
  const outputFolder = textOf(objectOf(job['outputInfo'])['gcsOutputDirectory']);
  const failed = objectOf(job['completionStats'])['failedCount'];
  return {
    name,
    state: jobStateOf(textOf(job['state'])),
    labels: textsOf(objectOf(job['labels'])),
    createdAt: timeOf(job['createTime']) ?? 0,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(error === '' ? {} : { error }),
    ...(outputFolder === '' ? {} : { outputFolder }),
    // Counts of 64 bits are texts in JSON.
    ...(failed === undefined ? {} : { failed: Number(failed) }),
  };
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textsOf(labels: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, textOf(value)]));
}

function timeOf(value: Json | undefined): number | undefined {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? undefined : time;
}
