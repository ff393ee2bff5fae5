import { cli as terminalCli } from './cli.ts';
import type { StepName } from '../release/step-name.ts';

// What the bundle exports; the stubs of the distribution call it.

/** The command line, on the host that `VERTEX_RELEASE_HOST` names; on a terminal when it names none. */
export async function cli(process: NodeJS.Process): Promise<void> {
  if (process.env['VERTEX_RELEASE_HOST'] === 'cloud_build') {
    await (await import('./cloudbuild.ts')).cloudBuild(process);
  } else {
    await terminalCli(process);
  }
}

/** A step as an action of GitHub's. */
export async function action(process: NodeJS.Process, step: StepName): Promise<void> {
  await (await import('./actions.ts')).action(process, step);
}

/** The action that reports for a run that could not. */
export async function comment(process: NodeJS.Process): Promise<void> {
  await (await import('./action-comment.ts')).commentOnPullRequest(process);
}
