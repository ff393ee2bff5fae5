import type { EmulatorClock } from '../clock.ts';
import { LogStore } from './logs.ts';
import { ObjectStore } from './objects.ts';
import { OperationStore } from './operations.ts';
import type { CustomJob, Endpoint, ModelRecord, StoredEvaluation } from './resources.ts';
import { MemoryTable, type Table, type TableOpener } from './table.ts';

/** Everything that the embedded Vertex remembers. */
export interface Store {
  models: Table<ModelRecord>;
  evaluations: Table<StoredEvaluation>;
  evaluationSlices: Table<StoredEvaluation>;
  endpoints: Table<Endpoint>;
  customJobs: Table<CustomJob>;
  /** Tables that one service alone reads are opened by that service, under its kind's plural. */
  openTable: TableOpener;
  operations: OperationStore;
  objects: ObjectStore;
  logs: LogStore;
  /** Forgets everything. */
  clear(): Promise<void>;
}

export function createMemoryStore(clock: EmulatorClock): Store {
  const tables: Table<unknown>[] = [];
  const openTable = <Resource>(): Table<Resource> => {
    const table = new MemoryTable<Resource>();
    tables.push(table as Table<unknown>);
    return table;
  };
  const operations = new OperationStore(clock);
  const objects = new ObjectStore(clock);
  const logs = new LogStore(clock);
  return {
    models: openTable(),
    evaluations: openTable(),
    evaluationSlices: openTable(),
    endpoints: openTable(),
    customJobs: openTable(),
    openTable,
    operations,
    objects,
    logs,
    clear: async () => {
      await operations.clear();
      for (const table of tables) table.clear();
      objects.clear();
      logs.clear();
    },
  };
}
