import type { StepName } from './steps.ts';

/** The official clients that go through the scenario, each with an embedded Vertex of its own. */
export const clientNames = [
  'gcloud',
  'gcloud storage',
  'Python SDK 1',
  'Python SDK 2',
  'Node REST',
  'Node gRPC',
] as const;

export type ClientName = (typeof clientNames)[number];

/** What was wrong with each step that a client took; undefined when nothing was. */
export type Findings = ReadonlyMap<StepName, string | undefined>;

/** The embedded Vertex that a client is led to. */
export interface Vertex {
  /** `127.0.0.1:PORT` */
  http: string;
  /** `127.0.0.1:PORT`; undefined when it speaks no gRPC. */
  grpc: string | undefined;
  /** What leads clients to it. */
  env: Readonly<Record<string, string>>;
}

export interface Client {
  name: ClientName;
  /**
   * Takes its steps in their order, each whatever became of those before it.
   * @throws Absent when this machine has not got the client.
   */
  takeSteps(vertex: Vertex): Promise<Findings>;
}

/** Steps by name, in the order in which they are taken; a step throws when something is wrong. */
export type Steps<Context> = {
  readonly [name in StepName]?: (context: Context) => Promise<void>;
};

export async function takeSteps<Context>(
  steps: Steps<Context>,
  context: Context,
): Promise<Findings> {
  const findings = new Map<StepName, string | undefined>();
  for (const [name, step] of Object.entries(steps)) {
    findings.set(name as StepName, await problemOf(step(context)));
  }
  return findings;
}

async function problemOf(step: Promise<void>): Promise<string | undefined> {
  try {
    await step;
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? traceOf(thrown) : String(thrown);
  }
}

/** What was said, and where in the scenario. */
function traceOf({ stack, message }: Error): string {
  const lines = (stack ?? message).split('\n');
  return lines.filter((line) => !/^ +at /.test(line) || /-steps\.ts/.test(line)).join('\n');
}
