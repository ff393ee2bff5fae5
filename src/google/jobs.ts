import type { protos } from '@google-cloud/aiplatform';
import { ReleaseError } from '../errors/error.ts';
import type { Job, JobState, Jobs } from '../ports/jobs.ts';
import type { JsonObject } from '../release/json.ts';
import { formatLocation, parseResourceName } from '../vertex/resource-name.ts';
import type { Clients } from './clients.ts';
import { type CallInfo, type Retrier, withRetries } from './retry.ts';

type ApiJob = protos.google.cloud.aiplatform.v1.ICustomJob;
type ApiJobSpec = protos.google.cloud.aiplatform.v1.ICustomJobSpec;
type ApiTimestamp = protos.google.protobuf.ITimestamp;

/** Vertex's JobState by number, as REST clients with numeric enums report it. */
const states: readonly JobState[] = [
  'UNSPECIFIED',
  'QUEUED',
  'PENDING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'CANCELLING',
  'CANCELLED',
  'PAUSED',
  'EXPIRED',
  'UPDATING',
  'PARTIALLY_SUCCEEDED',
];

/** JobService's custom jobs behind the port. */
export function googleJobs(clients: Clients, retrier: Retrier): Jobs {
  const clientOf = (name: string) => clients.jobs(parseResourceName(name).region);
  const call = async <T>(
    method: string,
    resource: string,
    kind: CallInfo['class'],
    send: () => Promise<T>,
  ) => await withRetries({ method: `JobService.${method}`, resource, class: kind }, retrier, send);
  return {
    async create({ location, displayName, jobSpec, labels }) {
      const parent = formatLocation(location);
      const [job] = await call('CreateCustomJob', parent, 'once', () =>
        clients.jobs(location.region).createCustomJob({
          parent,
          customJob: {
            displayName,
            jobSpec: toApiJobSpec(jobSpec),
            labels: { ...labels },
          },
        }),
      );
      return toJob(job);
    },

    async get(name) {
      const [job] = await call('GetCustomJob', name, 'read', () =>
        clientOf(name).getCustomJob({ name }),
      );
      return toJob(job);
    },

    async findByLabel(location, key, value) {
      const parent = formatLocation(location);
      const [jobs] = await call('ListCustomJobs', parent, 'read', () =>
        clients.jobs(location.region).listCustomJobs({ parent, filter: `labels.${key}=${value}` }),
      );
      return jobs.map(toJob).toSorted((a, b) => b.createdAt - a.createdAt);
    },

    async cancel(name) {
      await call('CancelCustomJob', name, 'repeatable', () =>
        clientOf(name).cancelCustomJob({ name }),
      );
    },
  };
}

/** The spec comes in the API's JSON, where a duration is text; the client wants seconds. */
function toApiJobSpec(spec: JsonObject): ApiJobSpec {
  const scheduling = spec['scheduling'];
  if (!isJsonObject(scheduling)) return spec as ApiJobSpec;
  const durations = Object.entries(scheduling).map(([key, value]) => {
    const seconds = typeof value === 'string' ? /^(\d+)(?:\.\d+)?s$/.exec(value)?.[1] : undefined;
    return [key, seconds === undefined ? value : { seconds: Number(seconds) }];
  });
  return { ...spec, scheduling: Object.fromEntries(durations) } as ApiJobSpec;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toJob(job: ApiJob): Job {
  if (job.name == null) throw new ReleaseError('API_FAILED', 'a custom job has no name');
  const startedAt = toMs(job.startTime);
  const endedAt = toMs(job.endTime);
  const error = job.error?.message;
  return {
    name: job.name,
    state: toState(job.state),
    labels: job.labels ?? {},
    createdAt: toMs(job.createTime) ?? 0,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(error == null || error === '' ? {} : { error }),
  };
}

/** A state that this version does not know stays UNSPECIFIED: never taken for an end. */
function toState(state: ApiJob['state']): JobState {
  if (typeof state === 'number') return states[state] ?? 'UNSPECIFIED';
  return jobStateOf(state ?? '');
}

/** `JOB_STATE_RUNNING` as the port has it. */
export function jobStateOf(state: string): JobState {
  const name = state.replace(/^JOB_STATE_/, '');
  return states.find((known) => known === name) ?? 'UNSPECIFIED';
}

function toMs(time: ApiTimestamp | null | undefined): number | undefined {
  if (time?.seconds == null) return undefined;
  return Number(time.seconds) * 1_000 + Math.floor((time.nanos ?? 0) / 1e6);
}
