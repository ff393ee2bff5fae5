import type { Problem } from '../../../errors/problem.ts';
import { canonicalCodes, type CanonicalStatus } from '../../wire/api-error.ts';
import { isJsonObject, type JsonObject } from '../../wire/json.ts';
import type { Effect, FaultSpec, Replicas } from './fault-spec.ts';
import { FieldReader } from './field-reader.ts';
import { compileGlob } from './glob.ts';

type EffectReader = (fields: FieldReader) => Effect;

/** What a fault may be matched by: calls and operations, processes, points of series, or time alone. */
type Scope = 'call' | 'process' | 'series' | 'clock';

interface KindRule {
  scope: Scope;
  read: EffectReader;
  /** Glob of methods when none is given. */
  method?: string;
}

const atLeast0 = { least: 0 };
const wholeFrom1 = { least: 1, isWhole: true };
const replicaChoices: readonly Replicas[] = ['one', 'all'];
const statuses = Object.keys(canonicalCodes) as CanonicalStatus[];

const kinds: Readonly<Record<Effect['kind'], KindRule>> = {
  latency: {
    scope: 'call',
    read: (fields) => {
      if (!fields.has('max_ms') && !fields.has('min_ms')) {
        const ms = fields.requiredNumber('ms', atLeast0);
        return { kind: 'latency', minMs: ms, maxMs: ms };
      }
      const minMs = fields.number('min_ms', atLeast0, 0);
      return { kind: 'latency', minMs, maxMs: fields.requiredNumber('max_ms', { least: minMs }) };
    },
  },
  status: {
    scope: 'call',
    read: (fields) => ({
      kind: 'status',
      ...readStatus(fields),
      retryAfterMs: fields.number('retry_after_ms', atLeast0, undefined),
    }),
  },
  connection_reset: { scope: 'call', read: () => ({ kind: 'connection_reset' }) },
  response_lost: { scope: 'call', read: () => ({ kind: 'response_lost' }) },
  duplicate: { scope: 'call', read: () => ({ kind: 'duplicate' }) },
  stale_read: {
    scope: 'call',
    method: '*.Get*',
    read: (fields) => ({
      kind: 'stale_read',
      behind: fields.has('age_ms')
        ? { by: 'age', ms: fields.requiredNumber('age_ms', atLeast0) }
        : { by: 'writes', count: fields.number('writes', wholeFrom1, 1) },
    }),
  },
  server_crash: {
    scope: 'call',
    method: '*.PredictionService.*',
    read: (fields) => ({
      kind: 'server_crash',
      replicas: readReplicas(fields),
      deployedModel: compileGlob(fields.text('deployed_model', '*')),
    }),
  },
  slow_operation: {
    scope: 'call',
    read: (fields) => ({
      kind: 'slow_operation',
      delayMs: fields.requiredNumber('ms', atLeast0),
    }),
  },
  failing_operation: {
    scope: 'call',
    read: (fields) => ({
      kind: 'failing_operation',
      delayMs: fields.number('ms', atLeast0, 0),
      ...readStatus(fields),
    }),
  },
  replica_killed: {
    scope: 'process',
    read: (fields) => ({
      kind: 'replica_killed',
      replicas: readReplicas(fields),
      everyMs: fields.number('every_ms', { least: 1 }, undefined),
    }),
  },
  server_stall: {
    scope: 'process',
    read: (fields) => ({
      kind: 'server_stall',
      replicas: readReplicas(fields),
      forMs: fields.requiredNumber('ms', atLeast0),
    }),
  },
  metric_delay: {
    scope: 'series',
    read: (fields) => ({ kind: 'metric_delay', delayMs: fields.requiredNumber('ms', atLeast0) }),
  },
  metric_gap: { scope: 'series', read: () => ({ kind: 'metric_gap' }) },
  metric_correction: {
    scope: 'series',
    read: (fields) => ({
      kind: 'metric_correction',
      factor: fields.requiredNumber('factor', atLeast0),
      afterMs: fields.requiredNumber('after_ms', atLeast0),
    }),
  },
  clock_skew: {
    scope: 'clock',
    read: (fields) => ({
      kind: 'clock_skew',
      offsetMs: fields.requiredNumber('offset_ms', { least: -Infinity }),
    }),
  },
};

/** Reads one fault; undefined when something is wrong, which `problems` then tells. */
export function readFault(
  value: unknown,
  where: string,
  problems: Problem[],
): FaultSpec | undefined {
  if (!isJsonObject(value)) {
    problems.push({ where: where || '(body)', expected: 'a fault', found: JSON.stringify(value) });
    return undefined;
  }
  const before = problems.length;
  const fields = new FieldReader(value, where, problems);
  const kind = fields.choice('kind', Object.keys(kinds) as Effect['kind'][], undefined);
  // Which keys there may be is known by the kind alone.
  if (kind === undefined) return undefined;
  const { scope, read, method = '*' } = kinds[kind];
  const spec = { effect: read(fields), ...readMatch(fields, scope, method), given: value };
  fields.refuseOthers();
  return problems.length === before ? spec : undefined;
}

function readMatch(
  fields: FieldReader,
  scope: Scope,
  method: string,
): Omit<FaultSpec, 'effect' | 'given'> {
  const isCall = scope === 'call';
  const isEvent = isCall || scope === 'process';
  const fromMs = fields.number('from_ms', atLeast0, 0);
  return {
    method: compileGlob(isCall ? fields.text('method', method) : '*'),
    resource: compileGlob(scope === 'clock' ? '*' : fields.text('resource', '*')),
    metric: compileGlob(scope === 'series' ? fields.text('metric', '*') : '*'),
    probability: isEvent ? fields.number('probability', { least: 0, most: 1 }, 1) : 1,
    skip: isEvent ? fields.number('skip', { least: 0, isWhole: true }, 0) : 0,
    count: isEvent ? fields.number('count', wholeFrom1, Infinity) : Infinity,
    fromMs,
    untilMs: fields.number('until_ms', { least: fromMs }, Infinity),
    seed: isEvent ? fields.number('seed', { least: 0, isWhole: true }, undefined) : undefined,
  };
}

function readStatus(fields: FieldReader): { status: CanonicalStatus; message: string } {
  const status = fields.choice('status', statuses, 'UNAVAILABLE') ?? 'UNAVAILABLE';
  return { status, message: fields.text('message', 'A fault that was asked for.') };
}

function readReplicas(fields: FieldReader): Replicas {
  return fields.choice('replicas', replicaChoices, 'one') ?? 'one';
}

/** The faults of a configuration file. */
export function readFaults(value: unknown, where: string, problems: Problem[]): FaultSpec[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push({ where, expected: 'a list of faults', found: JSON.stringify(value) });
    return [];
  }
  return value.flatMap(
    (item: JsonObject, index) => readFault(item, `${where}[${index}]`, problems) ?? [],
  );
}
