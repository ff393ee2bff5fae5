import type { EmulatorClock } from '../clock.ts';
import type { FaultBoard } from '../control/faults/fault-board.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { JobService } from '../services/jobs/job-service.ts';
import type { Store } from '../store/store.ts';

/** What the page shows something of. It changes none of it. */
export interface PageParts {
  store: Store;
  runtime: Runtime;
  clock: EmulatorClock;
  faults: Pick<FaultBoard, 'list'>;
  jobs: Pick<JobService, 'all'>;
}
