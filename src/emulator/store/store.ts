import type { EmulatorClock } from '../clock.ts';
import type { Backend } from './backend.ts';
import { openDataDirectory } from './data-directory.ts';
import { LogStore } from './logs.ts';
import { memoryBackend } from './memory-backend.ts';
import { ObjectStore, type ObjectTables } from './objects.ts';
import { OperationStore, type Schedule } from './operations.ts';
import { ProjectNames } from './project-names.ts';
import type {
  CustomJob,
  Endpoint,
  ModelRecord,
  StoredEvaluation,
  UploadSession,
} from './resources.ts';
import { NotedTable, type Table, type TableOpener } from './table.ts';
import { Transactions } from './transactions.ts';

/** Everything that the embedded Vertex remembers. */
export interface Store {
  models: Table<ModelRecord>;
  evaluations: Table<StoredEvaluation>;
  evaluationSlices: Table<StoredEvaluation>;
  endpoints: Table<Endpoint>;
  customJobs: Table<CustomJob>;
  uploadSessions: Table<UploadSession>;
  /** Tables that one service alone reads are opened by that service, under its kind's plural. */
  openTable: TableOpener;
  /** Changes of several rows that hold together. The synchronous part of a handler is one already. */
  transactions: Transactions;
  /** For what is too frequent for a table: it is kept in batches. */
  backend: Backend;
  operations: OperationStore;
  objects: ObjectStore;
  logs: LogStore;
  projects: ProjectNames;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Keeps what is late. What changes after that is forgotten. */
  close(): void;
}

export interface StoreOptions {
  clock: EmulatorClock;
  /** Where everything is kept beyond the life of the process. In memory alone without it. */
  dataDir?: string;
  /** Delays operations or makes them fail. */
  schedule?: Schedule;
  /** Told when something could not be kept at once. */
  log?: (text: string) => void;
}

/** @throws ReleaseError when the data folder cannot be used. */
export function createStore(options: StoreOptions): Store {
  const { dataDir, log = () => undefined } = options;
  if (dataDir === undefined) return storeOver(memoryBackend(), options);
  const backend = openDataDirectory(dataDir, log);
  try {
    const store = storeOver(backend, options);
    backend.contents.reconcile([
      ...store.objects.contents(),
      ...store.uploadSessions.list('').flatMap(({ content }) => content ?? []),
    ]);
    return store;
  } catch (error) {
    backend.close();
    throw error;
  }
}

function storeOver(backend: Backend, { clock, schedule }: StoreOptions): Store {
  const transactions = new Transactions((changes) => backend.commit(changes));
  const tables: Pick<Table<object>, 'clear'>[] = [];
  const openTable = <Resource extends object>(kind: string): Table<Resource> => {
    const table = new NotedTable(kind, transactions, backend.load<Resource>(kind));
    tables.push(table);
    return table;
  };
  const operations = new OperationStore(openTable('operations'), transactions, clock, schedule);
  const objectTables: ObjectTables = {
    buckets: openTable('buckets'),
    objects: openTable('objects'),
    generations: openTable('generations'),
  };
  const objects = new ObjectStore(objectTables, backend.contents, transactions, clock);
  const logs = new LogStore(clock, backend);
  return {
    models: openTable('models'),
    evaluations: openTable('evaluations'),
    evaluationSlices: openTable('evaluationSlices'),
    endpoints: openTable('endpoints'),
    customJobs: openTable('customJobs'),
    uploadSessions: openTable('uploadSessions'),
    openTable,
    transactions,
    backend,
    operations,
    objects,
    logs,
    projects: new ProjectNames(openTable('projects')),
    clear: async () => {
      await operations.clear();
      transactions.run(() => {
        objects.clear();
        for (const table of tables) table.clear();
      });
      logs.clear();
      backend.clear();
    },
    close: () => backend.close(),
  };
}
