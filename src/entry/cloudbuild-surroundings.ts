import type { Sources } from '../contract/parse.ts';
import { systemCommands } from '../hosts/system/commands.ts';
import type { Surroundings } from '../pipeline/run-step.ts';
import type { Commands } from '../ports/commands.ts';
import { type BuildFrame, secretVariables } from './cloudbuild-frame.ts';
import { terminalSurroundings } from './terminal.ts';

/** What a step on a terminal runs in, with Cloud Build's host and workspace in its place. */
export async function buildSurroundings(
  sources: Sources,
  frame: BuildFrame,
): Promise<Surroundings> {
  const { process, host, build, records, hide } = frame;
  const { ports, ...rest } = await terminalSurroundings(sources, frame);
  return {
    ...rest,
    ports: {
      ...ports,
      host,
      files: records.files,
      commands: withHiddenOutput(systemCommands(withoutSecrets(process.env)), hide),
    },
    folder: `${build.workspace}/.vertex-release`,
  };
}

/** What a command prints goes into the log and into the record. */
function withHiddenOutput(commands: Commands, hide: (text: string) => string): Commands {
  return {
    run: (command) => commands.run({ ...command, onLine: (line) => command.onLine(hide(line)) }),
  };
}

/** The environment of `test_command`: a test is code of the commit that is being judged. */
function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !secretVariables.includes(name));
  return Object.fromEntries(kept);
}
