import type { EmulatorClock } from '../clock.ts';
import type { CustomJob, Endpoint, ModelRecord, StoredEvaluation } from './resources.ts';
import { LogStore } from './logs.ts';
import { ObjectStore } from './objects.ts';
import { OperationStore } from './operations.ts';
import { MemoryTable, type Table } from './table.ts';

/** Everything that the embedded Vertex remembers. */
export interface Store {
  models: Table<ModelRecord>;
  endpoints: Table<Endpoint>;
  customJobs: Table<CustomJob>;
  evaluations: Table<StoredEvaluation>;
  evaluationSlices: Table<StoredEvaluation>;
  operations: OperationStore;
  objects: ObjectStore;
  logs: LogStore;
}

export function createMemoryStore(clock: EmulatorClock): Store {
  return {
    models: new MemoryTable(),
    endpoints: new MemoryTable(),
    customJobs: new MemoryTable(),
    evaluations: new MemoryTable(),
    evaluationSlices: new MemoryTable(),
    operations: new OperationStore(clock),
    objects: new ObjectStore(clock),
    logs: new LogStore(clock),
  };
}
