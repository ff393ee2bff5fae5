import { dirname, relative } from 'node:path';
import type { InputsOf } from '../../contract/step.ts';
import type { JsonObject } from '../../release/json.ts';
import type { StepResult } from '../../release/step-result.ts';
import type { Verdict } from '../../release/verdict.ts';
import { replicaEvidence, type Replicas } from './autoscaling.ts';
import { type CaseResult, hasVerdict } from './case-result.ts';
import type { integrationTest } from './contract.ts';
import { countByKind, type Judgement, type Measured } from './judgement.ts';
import { loadEvidence } from './load-test.ts';
import { differingShare, shadowEvidence } from './shadow-evidence.ts';
import { shareEvidence } from './share-limit.ts';
import { placeText } from './suite.ts';
import type { SuiteCase } from './suite-case.ts';

type IntegrationTestInputs = InputsOf<typeof integrationTest>;

const failuresKept = 20;

/** What the step answers. */
export function resultOf(
  { load, shadow }: Measured,
  judgement: Judgement,
  evidence: JsonObject,
): StepResult {
  const { verdict, counted, quantile } = judgement;
  const passed = counted.filter(hasVerdict('pass')).length;
  const [p50, p99] = [quantile(0.5), quantile(0.99)];
  const { share } = shareEvidence(
    shadow === undefined ? { count: 0, of: 0 } : differingShare(shadow),
  );
  return {
    verdict,
    state: 'done',
    summary: summaryOf(judgement),
    outputs: {
      passed,
      failed: counted.length - passed,
      ...(p50 === undefined || p99 === undefined ? {} : { p50_ms: p50, p99_ms: p99 }),
      ...(load === undefined ? {} : { throughput: load.throughput }),
      ...(shadow === undefined ? {} : { shadow_difference: share }),
    },
    evidence,
    ...(verdict === 'fail' ? { outcome: 'rejected' as const } : {}),
  };
}

function summaryOf({ verdict, counted, limits }: Judgement): string {
  const passed = counted.filter(hasVerdict('pass')).length;
  const named = (wanted: Verdict) =>
    limits.filter((limit) => limit.verdict === wanted).map(({ name }) => name);
  const [broken, open] = [named('fail'), named('inconclusive')];
  if (verdict === 'pass') return `${passed} cases passed`;
  const wrong = counted.filter(hasVerdict('fail')).length;
  return [
    `${wrong} wrong and ${counted.length - passed - wrong} unanswered of ${counted.length} cases`,
    ...(broken.length === 0 ? [] : [`beyond the limit: ${broken.join(', ')}`]),
    ...(open.length === 0 ? [] : [`too little to judge: ${open.join(', ')}`]),
  ].join('; ');
}

/** For the record. */
export function evidenceOf(
  { results, load, asker, shadow, replicas }: Measured & { replicas: Replicas | undefined },
  { counted, errorRate, latency, limits }: Judgement,
  inputs: IntegrationTestInputs,
): JsonObject {
  const bad = counted.filter(hasVerdict('fail', 'error'));
  return {
    cases: counted.length,
    kinds: countByKind(results),
    requests: asker.requests,
    errorRate,
    latency: latency.map((check) => ({ ...check })),
    limits: limits.map((limit) => ({ ...limit })),
    failures: bad.slice(0, failuresKept).map((result) => failureOf(result, inputs.suite)),
    ...details('slices', 'slice', results),
    ...details('offline', 'offline', results),
    ...(load === undefined ? {} : { load: loadEvidence(load) }),
    ...(load === undefined || replicas === undefined
      ? {}
      : { replicas: replicaEvidence(replicas, load.time) }),
    ...(shadow === undefined ? {} : { shadow: shadowEvidence(shadow, inputs) }),
  };
}

/** `where` is written from the folder of the suite: records are read on other machines. */
function failureOf({ one, finding }: CaseResult, suite: string): JsonObject {
  const place = { ...one.place, file: relative(dirname(suite), one.place.file) };
  return {
    name: one.name,
    kind: one.kind,
    verdict: finding.verdict,
    where: placeText(place),
    misses: [...finding.misses],
  };
}

/** The numbers of one kind of case; nothing where there is none. */
function details(key: string, kind: SuiteCase['kind'], results: readonly CaseResult[]): JsonObject {
  const found = results.flatMap(({ one, finding }) =>
    one.kind === kind && finding.evidence !== undefined
      ? [{ name: one.name, verdict: finding.verdict, ...finding.evidence }]
      : [],
  );
  return found.length === 0 ? {} : { [key]: found };
}
