import { systemCommands } from '../hosts/system/commands.ts';
import { commitVariable } from '../hosts/terminal/commit.ts';
import type { Sources } from '../contract/parse.ts';
import type { Surroundings } from '../pipeline/run-step.ts';
import type { Host } from '../ports/host.ts';
import type { Files } from '../ports/files.ts';
import { terminalSurroundings } from './terminal.ts';

export interface ActionParts {
  process: NodeJS.Process;
  signal: AbortSignal;
  host: Host;
  files: Files;
  /** Absolute folder of the checkout. */
  workspace: string;
}

/** What a step on a terminal runs in, with GitHub's host, commit and environment in its place. */
export async function actionSurroundings(
  sources: Sources,
  { process, signal, host, files, workspace }: ActionParts,
): Promise<Surroundings> {
  const env = { ...process.env, [commitVariable]: host.commit };
  // Everything else of the process as it is: only the commit is told instead of asked of git.
  const told = Object.create(process, { env: { value: env } }) as NodeJS.Process;
  const { ports, ...rest } = await terminalSurroundings(sources, { process: told, signal, files });
  return {
    ...rest,
    ports: { ...ports, host, commands: systemCommands(commandEnvironment(process.env)) },
    folder: `${workspace}/.vertex-release`,
  };
}

/** Variables by which a command could speak for this action, or use what only an action is given. */
const ownVariables = [
  /^INPUT_/,
  /^ACTIONS_(RUNTIME|CACHE|RESULTS)_/,
  /^ACTIONS_ID_TOKEN_/,
  /^GITHUB_(OUTPUT|STATE|ENV|PATH|STEP_SUMMARY|TOKEN)$/,
];

/** The environment of `test_command`: a test is code of the commit that is being judged. */
export function commandEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !ownVariables.some((own) => own.test(name)),
  );
  return Object.fromEntries(kept);
}
