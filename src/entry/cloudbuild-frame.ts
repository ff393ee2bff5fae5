import { secretForms } from '../hosts/github/secret-forms.ts';
import { type Build, readBuild } from '../hosts/cloudbuild/build.ts';
import type { Answer } from '../hosts/cloudbuild/compact-answer.ts';
import { hiding } from '../hosts/cloudbuild/hidden.ts';
import { type CloudBuildHost, cloudBuildHost } from '../hosts/cloudbuild/host.ts';
import { type BuildOutputs, buildOutputs, type StepEnd } from '../hosts/cloudbuild/outputs.ts';
import { systemFiles } from '../hosts/system/files.ts';
import { commitVariable } from '../hosts/terminal/commit.ts';
import { toReleaseError } from '../errors/error.ts';
import { allSteps } from '../pipeline/contracts.ts';
import { type StepName, stepNames } from '../release/step-name.ts';
import { type WatchedFiles, watchRecords } from './action-record.ts';
import { cancelOnSignals } from './cancellation.ts';

/** What a step of a build has before it reads its inputs. */
export interface BuildFrame {
  /** The process, with the commit of the build in its environment. */
  process: NodeJS.Process;
  build: Build;
  host: CloudBuildHost;
  outputs: BuildOutputs;
  /** The files of the machine, and what is known of the release whatever breaks. */
  records: WatchedFiles;
  signal: AbortSignal;
  /** Takes the secrets of the build out of a text. */
  hide(text: string): string;
  /** Tells the steps after this one how it ended. What goes wrong with that is a warning. */
  tell(name: string, answer: Answer): Promise<void>;
  /** The answer alone on stdout. */
  print(answer: Answer): void;
  /** The step of this build after which the train does not go on; undefined when it does. */
  stoppedBefore(step: StepName): Promise<StepEnd | undefined>;
  close(): void;
}

export function openFrame(process: NodeJS.Process): BuildFrame {
  const build = readBuild(process.env);
  const hide = hiding(secretsOf(process.env));
  const host = cloudBuildHost({
    build,
    debug: process.env['VERTEX_RELEASE_DEBUG'] === '1',
    hide,
    now: () => Date.now(),
    write: (text) => process.stderr.write(text),
  });
  const outputs = buildOutputs(systemFiles, build, hide);
  const cancellation = cancelOnSignals(process, () => {
    host.say('cancelling: leaving things in order');
  });
  return {
    process: withCommit(process, build.commit),
    build,
    host,
    outputs,
    records: watchRecords(systemFiles),
    signal: cancellation.signal,
    hide,
    async tell(name, answer) {
      try {
        await outputs.write(name, answer);
      } catch (thrown) {
        host.warn(`later steps cannot read how ${name} ended: ${toReleaseError(thrown).message}`);
      }
    },
    print: (answer) => void process.stdout.write(hide(`${JSON.stringify(answer, undefined, 2)}\n`)),
    async stoppedBefore(step) {
      const before = stepNames.slice(0, stepNames.indexOf(step));
      const ends = await outputs.ends();
      return ends.find((end) => before.includes(end.step) && end.exitCode !== 0);
    },
    close: () => cancellation.dispose(),
  };
}

/** The variables that hold secrets. */
export const secretVariables: readonly string[] = [
  ...new Set(
    allSteps
      .flatMap(({ inputs }) => Object.values(inputs))
      .flatMap(({ kind, environment }) => (kind === 'secret' ? environment : [])),
  ),
];

function secretsOf(environment: NodeJS.ProcessEnv): string[] {
  return secretVariables.flatMap((name) => secretForms(environment[name]?.trim() ?? ''));
}

/** Everything else of the process as it is: only the commit is told instead of asked of git. */
export function withCommit(process: NodeJS.Process, commit: string | undefined): NodeJS.Process {
  if (commit === undefined) return process;
  const env = { ...process.env, [commitVariable]: commit };
  return Object.create(process, { env: { value: env } }) as NodeJS.Process;
}
