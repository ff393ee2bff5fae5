/**
 * Substitutions as https://docs.cloud.google.com/build/docs/configuring-builds/substitute-variable-values
 * and the comments on `BuildOptions.substitution_option` and `dynamic_substitutions` describe them.
 */
export interface SubstitutionMode {
  /** ALLOW_LOOSE: what has no value becomes empty, what is not used is no error. */
  loose: boolean;
  /** Values may refer to other substitutions, and references may use Bash's string operations. */
  dynamic: boolean;
}

/** Names that mean something without an underscore. What a build does not have of them is empty. */
export const builtIns = [
  'PROJECT_ID',
  'BUILD_ID',
  'PROJECT_NUMBER',
  'LOCATION',
  'TRIGGER_NAME',
  'COMMIT_SHA',
  'REVISION_ID',
  'SHORT_SHA',
  'REPO_NAME',
  'REPO_FULL_NAME',
  'BRANCH_NAME',
  'TAG_NAME',
  'REF_NAME',
  'TRIGGER_BUILD_CONFIG_PATH',
  'SERVICE_ACCOUNT_EMAIL',
  'SERVICE_ACCOUNT',
] as const;

export type Substitutions = Readonly<Record<string, string>>;

/** Replaces references in texts, and remembers which user-defined ones were used. */
export class Substituter {
  readonly #values: Substitutions;
  readonly #mode: SubstitutionMode;
  readonly #used = new Set<string>();

  constructor(values: Substitutions, mode: SubstitutionMode) {
    this.#mode = mode;
    this.#values = values;
    if (mode.dynamic) {
      this.#values = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, this.apply(value)]),
      );
    }
  }

  /** Every value, as `automapSubstitutions` hands them to a step. */
  get all(): Substitutions {
    return this.#values;
  }

  /** @throws Error for a reference that Cloud Build refuses. */
  apply(text: string): string {
    return text.replace(
      /\$(?:(\$)|\{([^}]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g,
      (_, dollar?: string, braced?: string, plain?: string) =>
        dollar === undefined ? this.#value(braced ?? plain ?? '') : '$',
    );
  }

  /** @throws Error in strict mode for a user-defined substitution that nothing has used. */
  refuseUnused(): void {
    if (this.#mode.loose) return;
    const unused = Object.keys(this.#values).filter(
      (name) => name.startsWith('_') && !this.#used.has(name),
    );
    if (unused.length > 0) {
      throw new Error(`in the substitutions and not in the template: ${unused.join(', ')}`);
    }
  }

  #value(reference: string): string {
    const match = /^([A-Za-z_][A-Za-z0-9_]*)(.*)$/s.exec(reference);
    const [, name = '', operation = ''] = match ?? [];
    const isBuiltIn = builtIns.some((builtIn) => builtIn === name);
    if (!isBuiltIn && !/^_[A-Z0-9_]+$/.test(name)) {
      throw new Error(`"${reference}" in the template is no substitution; $$ makes a dollar sign`);
    }
    this.#used.add(name);
    const value = this.#values[name];
    if (value === undefined && !isBuiltIn && !this.#mode.loose) {
      throw new Error(`"${name}" in the template is not among the substitutions`);
    }
    if (operation === '') return value ?? '';
    if (!this.#mode.dynamic) {
      throw new Error(`"${reference}" needs options.dynamicSubstitutions`);
    }
    return expanded(value ?? '', operation);
  }
}

/** Bash's parameter expansion, as far as it is plain string work. */
function expanded(value: string, operation: string): string {
  const cut = /^:(\d+)(?::(\d+))?$/.exec(operation);
  if (cut !== null) {
    const [, start, length] = cut;
    const from = Number(start);
    return value.slice(from, length === undefined ? undefined : from + Number(length));
  }
  const standard = /^:-(.*)$/s.exec(operation);
  if (standard !== null) return value === '' ? (standard[1] ?? '') : value;
  const replaced = /^(\/\/?)((?:\\.|[^/\\])+)\/?(.*)$/s.exec(operation);
  if (replaced !== null) {
    const [, how, pattern = '', by = ''] = replaced;
    const glob = globOf(pattern);
    return value.replace(new RegExp(glob, how === '//' ? 'gs' : 's'), () => by);
  }
  const trimmed = /^(##?|%%?)(.+)$/s.exec(operation);
  if (trimmed !== null) return trim(value, trimmed[1] ?? '', trimmed[2] ?? '');
  switch (operation) {
    case '^':
      return value.slice(0, 1).toUpperCase() + value.slice(1);
    case '^^':
      return value.toUpperCase();
    case ',':
      return value.slice(0, 1).toLowerCase() + value.slice(1);
    case ',,':
      return value.toLowerCase();
    default:
      throw new Error(`the string operation "${operation}" is not modelled`);
  }
}

function trim(value: string, how: string, pattern: string): string {
  const whole = new RegExp(`^${globOf(pattern)}$`, 's');
  const lengths = Array.from({ length: value.length + 1 }, (_, index) => index);
  if (how.length === 2) lengths.reverse();
  const fromStart = how.startsWith('#');
  const found = lengths.find((length) =>
    whole.test(fromStart ? value.slice(0, length) : value.slice(value.length - length)),
  );
  if (found === undefined) return value;
  return fromStart ? value.slice(found) : value.slice(0, value.length - found);
}

function globOf(pattern: string): string {
  return pattern.replace(/\\(.)|([*?])|([.+^${}()|[\]])/gs, (_, kept, wild, special) => {
    if (kept !== undefined) return `\\${String(kept)}`;
    if (wild !== undefined) return wild === '*' ? '.*' : '.';
    return `\\${String(special)}`;
  });
}
