import { readYaml } from '../../contract/yaml-document.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Json, JsonObject } from '../../release/json.ts';

/** What a release puts into the job spec that the user wrote. */
export interface JobSpecChange {
  trainingImage: string | undefined;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  serviceAccount: string | undefined;
  /** Where the job's output goes: AIP_MODEL_DIR is `model/` under it. */
  outputDirectory: string;
  timeoutMs: number;
}

/**
 * A CustomJobSpec as `gcloud ai custom-jobs create --config` takes it: camelCase YAML or JSON with
 * `workerPoolSpecs` at the top.
 * @throws ReleaseError INPUT_INVALID with all problems found.
 */
export function parseJobSpec(text: string, where: string): JsonObject {
  const document = readYaml(text, where);
  if (document.problems.length > 0) {
    throw new ReleaseError('INPUT_INVALID', `${where} is not YAML that can be taken`, {
      problems: document.problems,
    });
  }
  const { value } = document;
  const problems = jobSpecProblems(value);
  if (problems.length > 0) {
    throw new ReleaseError('INPUT_INVALID', `${where} is no custom job spec`, {
      problems: problems.map((problem) => ({ ...problem, where: `${where}: ${problem.where}` })),
    });
  }
  return value as JsonObject;
}

/** The spec with a release's image, arguments, environment and output put into its first pool. */
export function completeJobSpec(spec: JsonObject, change: JobSpecChange): JsonObject {
  const [first, ...others] = spec['workerPoolSpecs'] as readonly JsonObject[];
  const { spec: program, image } = programKeys(first);
  const written = (first?.[program] ?? {}) as JsonObject;
  const scheduling = (spec['scheduling'] ?? {}) as JsonObject;
  return {
    ...spec,
    workerPoolSpecs: [
      {
        ...first,
        [program]: {
          ...written,
          ...(change.trainingImage === undefined ? {} : { [image]: change.trainingImage }),
          args: [...((written['args'] ?? []) as Json[]), ...change.args],
          env: mergeEnv((written['env'] ?? []) as readonly EnvEntry[], change.env),
        },
      },
      ...others,
    ],
    scheduling: { timeout: `${Math.ceil(change.timeoutMs / 1_000)}s`, ...scheduling },
    baseOutputDirectory: { outputUriPrefix: change.outputDirectory },
    ...(change.serviceAccount === undefined ? {} : { serviceAccount: change.serviceAccount }),
  };
}

export function imageOf(spec: JsonObject): string {
  const [first] = spec['workerPoolSpecs'] as readonly JsonObject[];
  const { spec: program, image } = programKeys(first);
  const written = first?.[program] as JsonObject | undefined;
  return String(written?.[image] ?? '');
}

/** What a pool runs is a container or a Python package, never both, and each calls its image otherwise. */
function programKeys(pool: JsonObject | undefined) {
  return pool !== undefined && 'pythonPackageSpec' in pool
    ? ({ spec: 'pythonPackageSpec', image: 'executorImageUri' } as const)
    : ({ spec: 'containerSpec', image: 'imageUri' } as const);
}

interface EnvEntry extends JsonObject {
  name: string;
  value: string;
}

function mergeEnv(
  written: readonly EnvEntry[],
  added: Readonly<Record<string, string>>,
): EnvEntry[] {
  const kept = written.filter((entry) => !(entry.name in added));
  return [...kept, ...Object.entries(added).map(([name, value]) => ({ name, value }))];
}

function jobSpecProblems(value: unknown): Problem[] {
  if (!isObject(value)) {
    return [
      { where: '(document)', expected: 'a mapping with workerPoolSpecs', found: typeName(value) },
    ];
  }
  const problems: Problem[] = [];
  if ('jobSpec' in value) {
    problems.push({
      where: 'jobSpec',
      expected: 'the spec itself at the top of the file, as gcloud takes it',
      found: 'a CustomJob around it',
      mend: 'Move what stands under jobSpec to the top.',
    });
  }
  if ('baseOutputDirectory' in value) {
    problems.push({
      where: 'baseOutputDirectory',
      expected: 'no such key: every release has an output directory of its own',
      found: 'one',
    });
  }
  const pools = value['workerPoolSpecs'];
  if (!Array.isArray(pools) || pools.length === 0) {
    problems.push({
      where: 'workerPoolSpecs',
      expected: 'a list with at least one pool',
      ...(pools === undefined ? {} : { found: typeName(pools) }),
    });
    return problems;
  }
  pools.forEach((pool: unknown, index) => {
    const where = `workerPoolSpecs[${index}]`;
    if (!isObject(pool)) problems.push({ where, expected: 'a mapping', found: typeName(pool) });
    else if (!isObject(pool['containerSpec']) && !('pythonPackageSpec' in pool)) {
      problems.push({
        where: `${where}.containerSpec`,
        expected: 'imageUri, args, env of the container',
      });
    }
  });
  return problems;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
