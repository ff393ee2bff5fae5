import { type EmulatorClock, systemClock } from './clock.ts';
import { clientEnvironment } from './client-environment.ts';
import { seededRandom } from './random.ts';
import { inheritedEnvironment } from './runtime/environment.ts';
import type { ImageCommand, Images } from './runtime/image.ts';
import { ProcessTable } from './runtime/process-table.ts';
import type { Runtime } from './runtime/runtime.ts';
import { Serving } from './runtime/serving.ts';
import { defaultTiming, type Timing } from './runtime/timing.ts';
import { type Answered, ApiServer } from './server.ts';
import { ProjectNames } from './store/project-names.ts';
import { endWithProcess } from './shutdown.ts';
import type { Interceptor } from './wire/handler.ts';
import { officialDescriptors } from './wire/descriptors.ts';
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
  /** 0 for a free one. */
  port: number;
  /** Local programs by image reference: exact, or without tag and digest. */
  images: Readonly<Record<string, ImageCommand>>;
  /** Cloud Storage buckets that exist from the start. */
  buckets?: readonly string[];
  /** Makes the choice of deployed models by traffic split repeatable. */
  seed?: number;
  /** Runs `command` of container specs, from whoever reaches the port. */
  allowCommands?: boolean;
  log?: (line: LogLine) => void;
  clock?: EmulatorClock;
  timing?: Partial<Timing>;
  /** Runs between routing and handler. */
  intercept?: Interceptor;
}

export interface Emulator {
  /** `127.0.0.1:PORT` */
  http: string;
  /** What programs need in their environment to talk to it. */
  env: Record<string, string>;
  /** Ends everything it started. May be called more than once. */
  stop(): Promise<void>;
}

/** Starts an embedded Vertex on the loopback interface. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const clock = options.clock ?? systemClock();
  const log = options.log ?? (() => undefined);
  let address = '';
  const projects = new ProjectNames();
  const runtime = createRuntime(options, projects, () => address);
  const world = new World({
    runtime,
    clock,
    buckets: options.buckets ?? [],
    origin: () => `http://${address}`,
  });
  const server = new ApiServer({
    types: new TypeTable(officialDescriptors()),
    handlers: world.handlers,
    rawHandlers: world.rawHandlers,
    rawRoutes: world.rawRoutes,
    intercept: options.intercept ?? ((_call, next) => next()),
    onCall: (path) => projects.noteIn(path),
    onAnswer: (answer) => {
      if (isWorthALine(answer)) {
        const { http, method, path } = answer;
        log({ time: clock.now(), text: `${http} ${method} ${path}` });
      }
    },
  });
  address = `127.0.0.1:${await server.listen(options.port)}`;
  let stopped: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    await world.stop();
    await server.close();
    release();
  };
  const stop = (): Promise<void> => (stopped ??= stopAll());
  const release = endWithProcess({ stop, killAll: () => runtime.processes.killAll() });
  return { http: address, env: clientEnvironment(address), stop };
}

/** Changes and failures; not the many reads and predictions that went well. */
function isWorthALine({ http, method, path }: Answered): boolean {
  return http >= 400 || (method !== 'GET' && !/[pP]redict$/.test(path));
}

function createRuntime(
  options: EmulatorOptions,
  projects: ProjectNames,
  address: () => string,
): Runtime {
  const images: Images = options.images;
  const inherited = inheritedEnvironment(process.env);
  const seed = options.seed ?? Math.trunc(Math.random() * 2 ** 32);
  return {
    images,
    allowCommands: options.allowCommands ?? false,
    timing: { ...defaultTiming, ...options.timing },
    processes: new ProcessTable(),
    serving: new Serving(seededRandom(seed)),
    baseEnvironment: (project) => ({
      ...inherited,
      GOOGLE_CLOUD_PROJECT: projects.idOf(project),
      STORAGE_EMULATOR_HOST: `http://${address()}`,
    }),
  };
}
