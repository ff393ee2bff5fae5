import { secretForms } from '../hosts/github/secret-forms.ts';
import { allSteps } from '../pipeline/contracts.ts';
import type { Commands } from '../ports/commands.ts';

/** The variables that hold secrets. */
const secretVariables: readonly string[] = [
  ...new Set(
    allSteps
      .flatMap(({ inputs }) => Object.values(inputs))
      .flatMap(({ kind, environment }) => (kind === 'secret' ? environment : [])),
  ),
];

/** Every spelling of every secret of an environment. */
export function secretsOf(environment: NodeJS.ProcessEnv): string[] {
  return secretVariables.flatMap((name) => secretForms(environment[name]?.trim() ?? ''));
}

/** The environment of `test_command`: a test is code of the commit that is being judged. */
export function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !secretVariables.includes(name));
  return Object.fromEntries(kept);
}

/** What a command prints goes into the log and into the record. */
export function withHiddenOutput(commands: Commands, hide: (text: string) => string): Commands {
  return {
    run: (command) => commands.run({ ...command, onLine: (line) => command.onLine(hide(line)) }),
  };
}
