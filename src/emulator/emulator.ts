import { type EmulatorClock, systemClock } from './clock.ts';
import { clientEnvironment } from './client-environment.ts';
import { AdjustableClock } from './control/adjustable-clock.ts';
import { FaultBoard } from './control/faults/fault-board.ts';
import type { FaultSpec } from './control/faults/fault-spec.ts';
import { seededRandom } from './random.ts';
import { inheritedEnvironment } from './runtime/environment.ts';
import type { ImageCommand, Images } from './runtime/image.ts';
import { Leftovers } from './runtime/leftovers.ts';
import { ProcessTable } from './runtime/process-table.ts';
import { Reaper } from './runtime/reaper.ts';
import { ReplicaSet } from './runtime/replica-set.ts';
import { defaultMaxReplicas } from './runtime/replicas.ts';
import type { Runtime } from './runtime/runtime.ts';
import { Serving } from './runtime/serving.ts';
import { defaultTiming, type Timing } from './runtime/timing.ts';
import { ApiServer } from './server.ts';
import type { ProjectNames } from './store/project-names.ts';
import { createStore } from './store/store.ts';
import type { MetricMetadata } from './services/monitoring/metric-descriptors.ts';
import { endWithProcess } from './shutdown.ts';
import type { InterceptorFor } from './wire/handler.ts';
import { officialDescriptors } from './wire/descriptors.ts';
import { RpcServer } from './wire/grpc/rpc-server.ts';
import type { Answered, ServerParts } from './wire/server-parts.ts';
import { TypeTable } from './wire/type-table.ts';
import { World } from './world.ts';

export type { ImageCommand } from './runtime/image.ts';

/** One line of the emulator's own log. */
export interface LogLine {
  /** Milliseconds since the epoch. */
  time: number;
  text: string;
}

export interface EmulatorOptions {
  /** Of HTTP; 0 for a free one. */
  port: number;
  /** Of gRPC; a free one when 0 or undefined. */
  grpcPort?: number;
  /** Local programs by image reference: exact, or without tag and digest. */
  images: Readonly<Record<string, ImageCommand>>;
  /** Cloud Storage buckets that exist from the start. */
  buckets?: readonly string[];
  /** Folder in which everything is kept beyond the life of the process. In memory alone without it. */
  dataDir?: string;
  /** Makes the choice of deployed models by traffic split repeatable. */
  seed?: number;
  /** Runs `command` of container specs, from whoever reaches the port. */
  allowCommands?: boolean;
  log?: (line: LogLine) => void;
  clock?: EmulatorClock;
  timing?: Partial<Timing>;
  /** How many model servers of one deployed model run at most, whatever was asked for. */
  maxReplicas?: number;
  /** Names what stands between routing and handler of a call, on every transport. */
  intercept?: InterceptorFor;
  /** Faults that are there from the start. */
  faults?: readonly FaultSpec[];
  /** What descriptors of the metrics of online prediction say: 1 s and no delay unless given. */
  metricMetadata?: Partial<MetricMetadata>;
}

export interface Emulator {
  /** `127.0.0.1:PORT` */
  http: string;
  /** `127.0.0.1:PORT` */
  grpc: string;
  /** What programs need in their environment to talk to it. */
  env: Record<string, string>;
  /** Ends everything it started. May be called more than once. */
  stop(): Promise<void>;
}

/** Starts an embedded Vertex on the loopback interface. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const clock = new AdjustableClock(options.clock ?? systemClock());
  const seed = options.seed ?? Math.trunc(Math.random() * 2 ** 32);
  const processes = new ProcessTable();
  const faults = new FaultBoard({ clock, seed, configured: options.faults ?? [] });
  const log = options.log ?? (() => undefined);
  let address = '';
  const { dataDir } = options;
  const logText = (text: string): void => log({ time: clock.now(), text });
  const { schedule } = faults;
  const store = createStore({
    clock,
    schedule,
    log: logText,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const { projects } = store;
  const reaper = new Reaper(logText);
  const leftovers = new Leftovers(store.openTable('processes'));
  leftovers.end();
  processes.guardBy(reaper);
  processes.guardBy(leftovers);
  const runtime = createRuntime({ ...options, clock, seed }, projects, processes, () => address);
  faults.begin(processes);
  const world = new World({
    store,
    runtime,
    clock,
    faults,
    buckets: options.buckets ?? [],
    metricMetadata: options.metricMetadata ?? {},
    origin: () => `http://${address}`,
  });
  const descriptors = officialDescriptors();
  const parts: ServerParts = {
    types: new TypeTable(descriptors),
    handlers: world.handlers,
    streamHandlers: world.streamHandlers,
    begunInBeta: world.begunInBeta,
    rawHandlers: world.rawHandlers,
    rawRoutes: world.rawRoutes,
    intercept: (call) => options.intercept?.(call) ?? faults.interceptorFor(call),
    onCall: (path) => projects.noteIn(path),
    onAnswer: (answer) => {
      if (isWorthALine(answer)) logText(`${answer.http} ${answer.call}`);
    },
  };
  const server = new ApiServer(parts);
  const rpcServer = new RpcServer(parts, descriptors);
  let stopped: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    await world.stop();
    await Promise.all([server.close(), rpcServer.close()]);
    store.close();
    reaper.close();
    release();
  };
  const stop = (): Promise<void> => (stopped ??= stopAll());
  const release = endWithProcess({ stop, killAll: () => processes.killAll() });
  try {
    address = `127.0.0.1:${await server.listen(options.port)}`;
    world.resume();
    const grpc = `127.0.0.1:${await rpcServer.listen(options.grpcPort ?? 0)}`;
    return { http: address, grpc, env: clientEnvironment(address), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Changes and failures; not the many reads and predictions that went well. */
function isWorthALine({ http, isRoutine }: Answered): boolean {
  return http >= 400 || !isRoutine;
}

function createRuntime(
  options: EmulatorOptions & { clock: EmulatorClock; seed: number },
  projects: ProjectNames,
  processes: ProcessTable,
  address: () => string,
): Runtime {
  const images: Images = options.images;
  const inherited = inheritedEnvironment(process.env);
  const timing = { ...defaultTiming, ...options.timing };
  const now = (): number => options.clock.now();
  return {
    images,
    allowCommands: options.allowCommands ?? false,
    timing,
    processes,
    serving: new Serving(seededRandom(options.seed)),
    startReplicas: (spec, counts, signal) =>
      ReplicaSet.start(spec, counts, { processes, timing }, now, signal),
    maxReplicas: options.maxReplicas ?? defaultMaxReplicas(),
    baseEnvironment: (project) => ({
      ...inherited,
      GOOGLE_CLOUD_PROJECT: projects.idOf(project),
      STORAGE_EMULATOR_HOST: `http://${address()}`,
    }),
  };
}
