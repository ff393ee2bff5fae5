import type { StepContext } from '../../ports/ports.ts';
import { formatShare } from '../../units/percent.ts';
import type { Asker } from './asker.ts';
import type { CaseResult } from './case-result.ts';
import { type Finding, judged } from './finding.ts';
import { checkGolden } from './golden-case.ts';
import { checkOffline } from './offline-case.ts';
import { checkRefusal } from './refusal-case.ts';
import { checkBatch, checkDeterminism } from './sameness-cases.ts';
import { type CaseOf, isKind, type SuiteCase } from './suite-case.ts';
import { checkDirection, checkInvariance } from './variant-cases.ts';

/** A golden case with how its prediction broke each schema, by the schema's name. */
interface GoldenResult extends CaseResult {
  one: CaseOf<'golden'>;
  formMisses: ReadonlyMap<string, readonly string[]>;
}

const mostMisses = 20;

/** Asks a suite as often as told and says of every case what it came to. */
export async function runSuite(
  suite: readonly SuiteCase[],
  rounds: number,
  asker: Asker,
  context: StepContext,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for await (const result of runRound(suite, round, asker, context)) {
      results.push(result);
      tell(result, context);
      context.ports.host.progress(`${results.length} of ${suite.length * rounds} cases`);
    }
  }
  return results;
}

async function* runRound(
  suite: readonly SuiteCase[],
  round: number,
  asker: Asker,
  context: StepContext,
): AsyncGenerator<CaseResult> {
  const golden = suite.filter(isKind('golden'));
  const schemas = suite.filter(isKind('schema'));
  const slices = suite.filter(isKind('slice'));
  const goldenResults: GoldenResult[] = [];
  for (const one of golden) {
    const checked = await checkGolden(one, schemas, asker);
    const counts = one.slice === undefined ? 'itself' : 'slice';
    const result = { one, round, counts, ...checked } as const;
    goldenResults.push(result);
    yield result;
  }
  for (const one of schemas)
    yield { one, round, counts: 'itself', finding: judgeForm(one, goldenResults) };
  for (const one of slices)
    yield { one, round, counts: 'itself', finding: judgeSlice(one, goldenResults) };
  for (const one of suite) {
    const finding = await check(one, golden, asker, context);
    if (finding !== undefined) yield { one, round, counts: 'itself', finding };
  }
}

/** Undefined for kinds that rest on golden cases. */
async function check(
  one: SuiteCase,
  golden: readonly CaseOf<'golden'>[],
  asker: Asker,
  context: StepContext,
): Promise<Finding | undefined> {
  switch (one.kind) {
    case 'invariance':
      return await checkInvariance(one, asker);
    case 'direction':
      return await checkDirection(one, asker);
    case 'refusal':
      return await checkRefusal(one, asker);
    case 'determinism':
      return await checkDeterminism(one, asker);
    case 'batch':
      return await checkBatch(one, golden, asker);
    case 'offline':
      return await checkOffline(one, asker, context);
    case 'golden':
    case 'schema':
    case 'slice':
      return undefined;
  }
}

function judgeForm({ name }: CaseOf<'schema'>, results: readonly GoldenResult[]): Finding {
  const answered = results.filter(({ finding }) => finding.verdict !== 'error');
  if (answered.length === 0) return nothingAnswered;
  const misses = answered.flatMap(({ one, formMisses }) =>
    (formMisses.get(name) ?? []).map((miss) => `${one.name}: ${miss}`),
  );
  return judged(misses.slice(0, mostMisses));
}

function judgeSlice(rule: CaseOf<'slice'>, results: readonly GoldenResult[]): Finding {
  const members = results.filter(
    ({ one, finding }) => one.slice === rule.slice && finding.verdict !== 'error',
  );
  if (members.length === 0) return nothingAnswered;
  const passed = members.filter(({ finding }) => finding.verdict === 'pass').length;
  const share = passed / members.length;
  const least = rule.min_pass_share;
  const evidence = { slice: rule.slice, cases: members.length, passed, minPassShare: least };
  if (share >= least) return judged([], evidence);
  const said = `${passed} of ${members.length} cases of ${rule.slice} are right, expected ${formatShare(least)}`;
  return judged([said], evidence);
}

const nothingAnswered: Finding = { verdict: 'error', misses: ['no golden case was answered'] };

function tell({ one, counts, finding }: CaseResult, { ports: { host } }: StepContext): void {
  if (finding.verdict === 'pass') return;
  const line = `${one.name}: ${finding.misses.join('; ')}`;
  if (counts === 'slice') host.say(line);
  else host.warn(line);
}
