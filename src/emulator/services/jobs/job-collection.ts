import type { Runtime } from '../../runtime/runtime.ts';
import type { Operation } from '../../store/operation.ts';
import { generateId } from '../../store/ids.ts';
import {
  listPage,
  mapField,
  textField,
  timeField,
  type ListFields,
  type ListRequest,
} from '../../store/list-page.ts';
import { canonicalName, idOf, locationOf } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { approximateMessages } from '../messages.ts';
import { JobRunner, type JobWork } from './job-runner.ts';
import { isOver } from './job-state.ts';
import type { Job, JobInput, JobTable } from './job-table.ts';

/** What distinguishes one collection of JobService from the others. */
export interface JobKind<Kind extends Job> {
  /** As in method names: `CustomJob`. */
  type: string;
  /** As in resource names and in list responses: `customJobs`. */
  collection: string;
  /** What lists filter by beside the fields of every job. */
  fields: ListFields<Kind>;
  /** The job as callers see it, without what is input only. */
  show: (job: Kind) => Kind;
}

interface Named {
  name: string;
}

type ListJobsRequest = ListRequest & { parent: string };

const service = 'google.cloud.aiplatform.v1.JobService';

const commonFields: ListFields<Job> = {
  name: ({ name }) => textField(name),
  display_name: ({ displayName }) => textField(displayName),
  state: ({ state }) => textField(state),
  has_error: ({ error }) => textField(String(error !== undefined)),
  create_time: ({ createTime }) => timeField(createTime),
  update_time: ({ updateTime }) => timeField(updateTime),
  start_time: ({ startTime }) => timeField(startTime),
  end_time: ({ endTime }) => timeField(endTime),
  labels: ({ labels }) => mapField(labels),
};

/** One collection of jobs: get, list, cancel and delete are alike in all of them. */
export class JobCollection<Kind extends Job> {
  readonly #kind: JobKind<Kind>;
  readonly #jobs: JobTable<Kind>;
  readonly #store: Store;
  readonly #runner: JobRunner<Kind>;
  readonly #deletion: string;

  constructor(
    kind: JobKind<Kind>,
    jobs: JobTable<Kind>,
    store: Store,
    runtime: Runtime,
    work: JobWork<Kind>,
  ) {
    this.#kind = kind;
    this.#jobs = jobs;
    this.#store = store;
    this.#runner = new JobRunner(jobs, work, () => runtime.processes.isClosed);
    this.#deletion = `delete-${kind.collection}`;
    store.operations.defineImmediate<Named>(this.#deletion, ({ name }) => {
      jobs.delete(name);
      return {};
    });
  }

  handlers(): HandlerTable {
    const { type } = this.#kind;
    return {
      [`${service}.Get${type}`]: ({ name }: Named) => this.#kind.show(this.#find(name)),
      [`${service}.List${type}s`]: (request: ListJobsRequest) => this.#list(request),
      [`${service}.Cancel${type}`]: ({ name }: Named) => this.#cancel(name),
      [`${service}.Delete${type}`]: ({ name }: Named) => this.#delete(name),
    };
  }

  /** Stores a job that was checked, and begins it once it is stored. */
  create(parent: string, input: JobInput<Kind>): object {
    const name = `${locationOf(parent).name}/${this.#kind.collection}/${generateId()}`;
    const job = this.#jobs.add(name, input);
    this.#store.transactions.afterwards(() => this.#runner.start(name));
    return this.#kind.show(job);
  }

  /** As callers see them, in order of creation. */
  all(): Kind[] {
    return this.#jobs.list('').map(this.#kind.show);
  }

  resume(): void {
    this.#runner.resume();
  }

  end(): Promise<void> {
    return this.#runner.end();
  }

  #find(given: string): Kind {
    const name = canonicalName(given);
    const job = this.#jobs.get(name);
    if (job !== undefined) return job;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound(this.#kind.type, name));
  }

  /** Newest first, unless the request orders them. */
  #list(request: ListJobsRequest): object {
    const { collection, fields, show } = this.#kind;
    const prefix = `${locationOf(request.parent).name}/${collection}/`;
    const newestFirst = this.#jobs.list(prefix).toReversed().map(show);
    const { items, ...page } = listPage(newestFirst, request, { ...commonFields, ...fields });
    return { [collection]: items, ...page };
  }

  #cancel(name: string): object {
    this.#runner.cancel(this.#find(name));
    return {};
  }

  #delete(given: string): Operation {
    const { name, state } = this.#find(given);
    if (!isOver(state)) {
      throw new ApiError(
        'FAILED_PRECONDITION',
        `The ${this.#kind.type} "${idOf(name)}" is in state ${state}; only a finished job can be deleted.`,
      );
    }
    const spec = {
      parent: locationOf(name).name,
      responseType: 'google.protobuf.Empty',
      metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
    };
    return this.#store.operations.start(spec, this.#deletion, { name });
  }
}
