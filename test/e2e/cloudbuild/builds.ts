import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runBuild } from '../../support/cloudbuild-runner.ts';
import type { BuildProject, BuildRun } from '../../support/cloudbuild-runner-machine.ts';
import { BuilderImage } from '../../support/cloudbuild-runner-image.ts';
import { EmulatorProcess, Project } from '../cli.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Text of a file of the repository. */
export function repositoryFile(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export const builderImage = 'us-docker.pkg.dev/e2e-project/ml/vertex-release';

export interface BuildOptions extends Partial<BuildProject> {
  by?: 'submit' | 'trigger';
  substitutions?: Readonly<Record<string, string>>;
}

/** A repository with a trigger, and the embedded Vertex where a build would find the real one. */
export class BuildWorld {
  readonly image = new BuilderImage();
  readonly project: Project;
  readonly emulator: EmulatorProcess;

  private constructor(project: Project, emulator: EmulatorProcess) {
    this.project = project;
    this.emulator = emulator;
  }

  static async start(): Promise<BuildWorld> {
    const project = new Project();
    return new BuildWorld(project, await EmulatorProcess.start(project));
  }

  /** Builds a commit by a configuration of this repository, or by its text. */
  async build(config: string, commit: string, options: BuildOptions = {}): Promise<BuildRun> {
    const { by = 'trigger', substitutions = {}, ...change } = options;
    const text = config.includes('\n') ? config : repositoryFile(config);
    const known = text.includes('_VERTEX_RELEASE_IMAGE')
      ? { _VERTEX_RELEASE_IMAGE: builderImage }
      : {};
    const ofCommit = { COMMIT_SHA: commit, REVISION_ID: commit, SHORT_SHA: commit.slice(0, 7) };
    return await runBuild(
      text,
      { by, substitutions: { ...ofCommit, ...known, ...substitutions } },
      {
        images: { [builderImage]: this.image },
        source: this.project.folder,
        ...change,
        network: { ...this.emulator.env, ...change.network },
      },
    );
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
    this.project[Symbol.dispose]();
    this.image[Symbol.dispose]();
  }
}

/** How each step of a build ended, by its id. */
export function endsOf({ steps }: BuildRun): Record<string, string> {
  return Object.fromEntries(
    steps.map(({ id, status, exitCode }) => [id, `${status} ${exitCode ?? '-'}`]),
  );
}
