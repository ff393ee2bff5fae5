import type { Alerting } from './alerting.ts';
import type { BatchPredictions } from './batch-predictions.ts';
import type { Clock } from './clock.ts';
import type { Commands } from './commands.ts';
import type { Endpoints } from './endpoints.ts';
import type { Evaluations } from './evaluations.ts';
import type { Files } from './files.ts';
import type { Host } from './host.ts';
import type { Images } from './images.ts';
import type { Jobs } from './jobs.ts';
import type { Journal } from './journal.ts';
import type { Lineage } from './lineage.ts';
import type { Logs } from './logs.ts';
import type { Measurements } from './measurements.ts';
import type { Metrics } from './metrics.ts';
import type { Models } from './models.ts';
import type { Notifications } from './notifications.ts';
import type { Objects } from './objects.ts';
import type { Predictions } from './predictions.ts';
import type { Random } from './random.ts';
import type { Warehouse } from './warehouse.ts';

/** Everything outside that a step may touch. */
export interface Ports {
  readonly models: Models;
  readonly evaluations: Evaluations;
  readonly lineage: Lineage;
  readonly images: Images;
  readonly endpoints: Endpoints;
  readonly jobs: Jobs;
  readonly batchPredictions: BatchPredictions;
  readonly predictions: Predictions;
  readonly metrics: Metrics;
  readonly alerting: Alerting;
  readonly measurements: Measurements;
  readonly logs: Logs;
  readonly notifications: Notifications;
  readonly objects: Objects;
  readonly warehouse: Warehouse;
  readonly files: Files;
  readonly commands: Commands;
  readonly host: Host;
  readonly clock: Clock;
  readonly random: Random;
}

/** What a step runs with besides its inputs. */
export interface StepContext {
  readonly ports: Ports;
  readonly journal: Journal;
  /** Aborts when the run is cancelled: checkpoint, leave traffic in a declared split, stop. */
  readonly signal: AbortSignal;
  /** True against the embedded Vertex: periods may be shorter than 60 s there. */
  readonly emulated: boolean;
  /** Every file that the configuration names for any step; `validate` looks at all of them. */
  readonly namedFiles: readonly NamedFile[];
}

export interface NamedFile {
  /** The input that names it: `train.job_spec`. */
  where: string;
  path: string;
}
