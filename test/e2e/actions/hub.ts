import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { runWorkflow } from '../../support/actions-runner.ts';
import type { JobResult, RunnerOptions } from '../../support/actions-runner-options.ts';
import { readWorkflow, type Workflow } from '../../support/actions-runner-workflow.ts';
import { type FakeGithub, fakeGithub } from '../../support/fake-github.ts';
import { EmulatorProcess, Project } from '../cli.ts';

export const examples = join(import.meta.dirname, '../../../examples/birdstrikes/workflows');
export const token = 'ghs_ThisTokenIsKnownByNobody0123456789+/=';
const folder = 'examples/birdstrikes';

/** A repository on a GitHub that is not real, and the embedded Vertex that it releases to. */
export class Hub implements AsyncDisposable {
  readonly project: Project;
  readonly emulator: EmulatorProcess;
  readonly github: FakeGithub;
  #runs = 0;
  readonly #workspaces: string[] = [];

  private constructor(project: Project, emulator: EmulatorProcess, github: FakeGithub) {
    this.project = project;
    this.emulator = emulator;
    this.github = github;
  }

  static async start(): Promise<Hub> {
    const project = new Project();
    return new Hub(project, await EmulatorProcess.start(project), await fakeGithub());
  }

  /** Runs a workflow of the examples on the small project, or one that is written in the test. */
  async run(
    workflow: string | { inline: string },
    change: Partial<RunnerOptions> = {},
  ): Promise<Record<string, JobResult>> {
    this.#runs += 1;
    const results = await runWorkflow({
      workflow: typeof workflow === 'string' ? example(workflow) : inline(workflow.inline),
      path: `.github/workflows/${typeof workflow === 'string' ? workflow : 'test.yaml'}`,
      checkout: { [folder]: this.project.folder },
      event: { name: 'push', payload: { ref: 'refs/heads/main' } },
      sha: 'a'.repeat(40),
      token,
      apiUrl: this.github.url,
      runNumber: this.#runs,
      env: this.emulator.env,
      ...change,
    });
    this.#workspaces.push(...Object.values(results).map(({ workspace }) => workspace));
    return results;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.github.stop();
    await this.emulator.stop();
    this.project[Symbol.dispose]();
    for (const workspace of this.#workspaces) {
      rmSync(dirname(workspace), { recursive: true, force: true });
    }
  }
}

/** The event of a pull request; `fork` is the repository that its branch is in. */
export function pullRequest(number: number, sha: string, fork = 'acme/birds') {
  return {
    name: 'pull_request',
    payload: {
      action: 'synchronize',
      number,
      pull_request: {
        number,
        head: { sha, ref: 'better', repo: { full_name: fork } },
        base: { ref: 'main', repo: { full_name: 'acme/birds' } },
      },
    },
  };
}

/** One job that uses the action of a step on the small project. */
export function stepWorkflow(step: string, given: Readonly<Record<string, string>> = {}) {
  const inputs = { config: `${folder}/vertex-release.yaml`, ...given };
  return {
    inline: JSON.stringify({
      on: 'push',
      jobs: {
        job: {
          outputs: { state: '${{ steps.it.outputs.state }}' },
          steps: [
            { uses: 'actions/checkout@v5' },
            { id: 'it', uses: `vertex-release/vertex-release/${step}@v1`, with: inputs },
          ],
        },
      },
    }),
  };
}

export function only(results: Record<string, JobResult>): JobResult {
  const [result, ...others] = Object.values(results);
  if (result === undefined || others.length > 0) throw new Error('there is not one job');
  return result;
}

function example(name: string): Workflow {
  return readWorkflow(join(examples, name));
}

function inline(text: string): Workflow {
  return parse(text) as Workflow;
}
