/**
 * One name, mechanically spelt wherever an input can be given. Inputs are named in snake_case:
 * `min_replica_count` → `INPUT_MIN_REPLICA_COUNT` → `--min-replica-count` → `_MIN_REPLICA_COUNT`
 * → `minReplicaCount`. Every segment starts with a letter, so each spelling leads back to one name.
 */
export type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

export function isName(text: string): boolean {
  return /^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/.test(text);
}

/** The variable in which GitHub hands an input to an action. */
export function inputVariableOf(name: string): string {
  return `INPUT_${name.toUpperCase()}`;
}

export function flagOf(name: string): string {
  return `--${name.replaceAll('_', '-')}`;
}

/** The Cloud Build substitution. */
export function substitutionOf(name: string): string {
  return `_${name.toUpperCase()}`;
}

/** The field of the typed inputs. */
export function fieldOf<S extends string>(name: S): CamelCase<S>;
export function fieldOf(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The section of the configuration file that holds a step's inputs: `deploy_staging`. */
export function sectionOf(stepName: string): string {
  return stepName.replaceAll('-', '_');
}
