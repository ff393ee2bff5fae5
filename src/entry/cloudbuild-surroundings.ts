import type { Sources } from '../contract/parse.ts';
import { systemCommands } from '../hosts/system/commands.ts';
import type { Surroundings } from '../pipeline/run-step.ts';
import type { BuildFrame } from './cloudbuild-frame.ts';
import { withHiddenOutput, withoutSecrets } from './secret-environment.ts';
import { terminalSurroundings } from './terminal.ts';

/** What a step on a terminal runs in, with Cloud Build's host and workspace in its place. */
export async function buildSurroundings(
  sources: Sources,
  frame: BuildFrame,
): Promise<Surroundings> {
  const { process, host, build, hide } = frame;
  const { ports, ...rest } = await terminalSurroundings(sources, frame);
  return {
    ...rest,
    ports: {
      ...ports,
      host,
      commands: withHiddenOutput(systemCommands(withoutSecrets(process.env)), hide),
    },
    folder: `${build.workspace}/.vertex-release`,
  };
}
