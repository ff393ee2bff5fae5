import type { Environment } from './environment.ts';
import type { Images } from './image.ts';
import type { ProcessTable } from './process-table.ts';
import type { StartReplicas } from './replicas.ts';
import type { Serving } from './serving.ts';
import type { Timing } from './timing.ts';

/** What it takes to run programs. */
export interface Runtime {
  images: Images;
  allowCommands: boolean;
  timing: Timing;
  processes: ProcessTable;
  serving: Serving;
  startReplicas: StartReplicas;
  /** How many model servers of one deployed model this machine runs at most, whatever was asked for. */
  maxReplicas: number;
  /** What every program gets: allow-listed variables and the addresses of the emulator. */
  baseEnvironment: (project: string) => Environment;
}
