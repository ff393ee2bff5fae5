import { hostname } from 'node:os';
import { allSteps } from '../pipeline/contracts.ts';
import { loadSources } from '../contract/load.ts';
import type { ConfigFile } from '../contract/config.ts';
import type { Sources } from '../contract/parse.ts';
import type { Step } from '../contract/step.ts';
import { sectionOf } from '../contract/naming.ts';
import { hiding } from '../hosts/cloudbuild/hidden.ts';
import { originsFrom } from '../google/origin.ts';
import { googlePorts } from '../google/ports.ts';
import { systemClock } from '../hosts/system/clock.ts';
import { systemCommands } from '../hosts/system/commands.ts';
import { systemFiles } from '../hosts/system/files.ts';
import { processRunner } from '../hosts/system/runner.ts';
import { systemRandom } from '../hosts/system/random.ts';
import { commitOf } from '../hosts/terminal/commit.ts';
import { terminalHost } from '../hosts/terminal/host.ts';
import type { Files } from '../ports/files.ts';
import type { Host } from '../ports/host.ts';
import type { NamedFile } from '../ports/ports.ts';
import { type TrainingInputs, trainingIdentity } from '../pipeline/identity.ts';
import type { Surroundings } from '../pipeline/run-step.ts';
import { secretsOf, withHiddenOutput, withoutSecrets } from './secret-environment.ts';

/** What a terminal run is composed of before its inputs are read. */
export interface Terminal {
  process: NodeJS.Process;
  signal: AbortSignal;
  /** Those of the machine when absent. */
  files?: Files;
}

/** Inputs of a step by the flags given, the configuration file and the environment. */
export async function terminalSources(
  step: Step,
  explicit: Readonly<Record<string, string>>,
  { process, files = systemFiles }: Terminal,
): Promise<Sources> {
  return await loadSources(step, allSteps, {
    explicit,
    spelling: 'flag',
    environment: process.env,
    workingFolder: process.cwd(),
    read: (path) => files.read(path),
  });
}

export async function terminalSurroundings(
  sources: Sources,
  { process, signal, files = systemFiles }: Terminal,
): Promise<Surroundings> {
  const origins = originsFrom(process.env);
  const folder = sources.config?.folder ?? process.cwd();
  const commit = await commitOf(folder, process.env);
  const host = hostFor(process, commit?.id);
  if (commit?.changed === true) {
    host.warn(`the working tree has changes that commit ${commit.id.slice(0, 8)} does not hold`);
  }
  const ports = {
    ...googlePorts(origins, systemClock, systemRandom),
    files,
    commands: withHiddenOutput(
      systemCommands(withoutSecrets(process.env)),
      hiding(secretsOf(process.env)),
    ),
    host,
    clock: systemClock,
    random: systemRandom,
  };
  return {
    ports,
    emulated: origins.emulated,
    signal,
    namedFiles: namedFiles(sources.config),
    folder: `${process.cwd()}/.vertex-release`,
    identity: () => trainingIdentity(trainingInputs(sources.config), files, ports.objects),
  };
}

export function hostFor(process: NodeJS.Process, commit: string | undefined): Host {
  return terminalHost(process.stderr, {
    commit,
    runner: processRunner(hostname(), process.pid),
    debug: process.env['VERTEX_RELEASE_DEBUG'] === '1',
    color: process.stderr.isTTY && process.env['NO_COLOR'] === undefined,
    now: () => Date.now(),
  });
}

/** Every file that a section of the configuration names. */
function namedFiles(config: ConfigFile | undefined): NamedFile[] {
  return allSteps.flatMap((step) =>
    Object.entries(step.inputs).flatMap(([name, input]) => {
      const where = `${sectionOf(step.name)}.${name}`;
      const found = config?.values.get(where);
      const path = found?.ok === true ? found.value : undefined;
      return input.kind === 'path' && typeof path === 'string' ? [{ where, path }] : [];
    }),
  );
}

/** What the file says of training, whatever step runs: identity does not hang on flags of one run. */
function trainingInputs(config: ConfigFile | undefined): TrainingInputs {
  const valueOf = (path: string): unknown => {
    const found = config?.values.get(path);
    return found?.ok === true ? found.value : undefined;
  };
  return {
    jobSpec: valueOf('train.job_spec') as string | undefined,
    trainingImage: valueOf('train.training_image') as string | undefined,
    args: (valueOf('train.args') ?? []) as readonly string[],
    env: (valueOf('train.env') ?? {}) as Record<string, string>,
    data: (valueOf('validate.data') ?? []) as TrainingInputs['data'],
  };
}
