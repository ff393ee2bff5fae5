import { hostname } from 'node:os';
import { buildRunner } from '../hosts/cloudbuild/runner.ts';
import { processRunner } from '../hosts/system/runner.ts';
import { type Build, readBuild } from '../hosts/cloudbuild/build.ts';
import type { Answer } from '../hosts/cloudbuild/compact-answer.ts';
import { hiding } from '../hosts/cloudbuild/hidden.ts';
import { type CloudBuildHost, cloudBuildHost } from '../hosts/cloudbuild/host.ts';
import { type BuildOutputs, buildOutputs, type StepEnd } from '../hosts/cloudbuild/outputs.ts';
import { confinedFiles } from '../hosts/system/confined-files.ts';
import { systemFiles } from '../hosts/system/files.ts';
import { commitVariable } from '../hosts/terminal/commit.ts';
import { toReleaseError } from '../errors/error.ts';
import type { Files } from '../ports/files.ts';
import { type StepName, stepNames } from '../release/step-name.ts';
import { type WatchedFiles, watchRecords } from './action-record.ts';
import { cancelOnSignals } from './cancellation.ts';
import { secretsOf } from './secret-environment.ts';

/** What a step of a build has before it reads its inputs. */
export interface BuildFrame {
  /** The process, with the commit of the build in its environment. */
  process: NodeJS.Process;
  build: Build;
  host: CloudBuildHost;
  outputs: BuildOutputs;
  /** What is known of the release whatever breaks. */
  records: WatchedFiles;
  /** The files of the workspace. */
  files: Files;
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
    runner: buildRunner(process.env, processRunner(hostname(), process.pid)),
    build,
    debug: process.env['VERTEX_RELEASE_DEBUG'] === '1',
    hide,
    now: () => Date.now(),
    write: (text) => process.stderr.write(text),
  });
  const records = watchRecords(confinedFiles(systemFiles, build.workspace));
  const outputs = buildOutputs(systemFiles, build, hide);
  const cancellation = cancelOnSignals(process, () => {
    host.say('cancelling: leaving things in order');
  });
  return {
    process: withCommit(process, build.commit),
    build,
    host,
    outputs,
    records,
    files: records.files,
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

/** Everything else of the process as it is: only the commit is told instead of asked of git. */
export function withCommit(process: NodeJS.Process, commit: string | undefined): NodeJS.Process {
  if (commit === undefined) return process;
  const env = { ...process.env, [commitVariable]: commit };
  return Object.create(process, { env: { value: env } }) as NodeJS.Process;
}
