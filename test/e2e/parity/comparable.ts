const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const instant = /^\d{13}$/;
const job = /(?<=\/customJobs\/)\d+$/;
const evaluation = /(?<=\/evaluations\/)\d+$/;
const operation = /(?<=\/operations\/)\d+$/;
const duration = /(?<=^trained in )\d+(\.\d+)?m?s$/;
const measured = /^\d+(\.\d+)?m?s(?= of at most )/;
const milliseconds = /^\d+(\.\d+)?$/;
/** What each host says of itself is looked at on its own. */
const anything = /^.*$/s;

/**
 * Everything in a record that may differ between two runs of the same train, by its path, and which
 * part of the value that is; `*` stands for one key. All else must be equal.
 */
const differing: readonly [path: string, part: RegExp][] = [
  ['host', anything],
  ['openedAt', time],
  ['updatedAt', time],
  ['finishedAt', time],
  ['steps.*.startedAt', time],
  ['steps.*.finishedAt', time],
  ['steps.train.summary', duration],
  ['steps.train.progress.job', job],
  ['steps.train.outputs.job', job],
  ['steps.train.evidence.job', job],
  ['steps.register.progress.uploadOperation', operation],
  ['steps.register.evidence.evaluation.name', evaluation],
  ['steps.deploy-staging.progress.*.begunAt', instant],
  ['steps.deploy-staging.progress.*.operation', operation],
  ['steps.integration-test.outputs.p50_ms', milliseconds],
  ['steps.integration-test.outputs.p99_ms', milliseconds],
  ['steps.integration-test.evidence.latency.*.value', milliseconds],
  ['steps.integration-test.evidence.cold.sinceDeployedMs', milliseconds],
  ['steps.integration-test.evidence.limits.*.said', measured],
  ['steps.canary-promote.progress.createOperation', operation],
  ['steps.canary-promote.evidence.shifts.*.at', time],
  ['steps.canary-promote.evidence.endedAt', time],
];

/** A record in which the parts that may differ are blank; `met` gathers the paths that it has. */
export function comparable(record: unknown, met = new Set<string>()): unknown {
  return blanked(record, [], met);
}

/** Paths of the list that none of the records has had. */
export function neverMet(met: ReadonlySet<string>): string[] {
  return differing.map(([path]) => path).filter((path) => !met.has(path));
}

function blanked(value: unknown, at: readonly string[], met: Set<string>): unknown {
  const listed = differing.find(([path]) => isAt(path.split('.'), at));
  if (listed !== undefined) {
    const [path, part] = listed;
    met.add(path);
    // What does not look as it should stays, and then differs.
    return String(value).replace(part, `<${typeof value}>`);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => blanked(item, [...at, String(index)], met));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, blanked(item, [...at, key], met)]),
  );
}

function isAt(path: readonly string[], at: readonly string[]): boolean {
  return path.length === at.length && path.every((key, index) => key === '*' || key === at[index]);
}
