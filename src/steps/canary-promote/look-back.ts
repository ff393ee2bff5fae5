import { assess } from '../../canary/assessment.ts';
import { type CanaryRun, openRun } from '../../canary/canary-run.ts';
import { dueWindows, recordWindows } from '../../canary/due-windows.ts';
import { baselineOf } from '../../canary/judge/baseline.ts';
import { estimateCorrelation } from '../../canary/judge/correlation.ts';
import type { Look } from '../../canary/look.ts';
import type { CanaryPlan } from '../../canary/plan.ts';
import { describeReasons } from '../../canary/reason.ts';
import { replay } from '../../canary/replay.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import type { DeployedModel, Endpoint } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { shareOf } from '../../vertex/traffic-split.ts';
import { readWhole } from './archive.ts';
import { readHistory } from './history.ts';
import { type CanaryPromoteInputs, planOf } from './inputs.ts';
import type { LedgerStore } from './ledger-store.ts';
import { lookLine } from './narration.ts';
import { armOf } from './opening.ts';
import { evidenceOf } from './result.ts';
import { readCounts } from './read-counts.ts';
import { watchPredictions } from './watch-predictions.ts';
import { countWindows } from './window-counts.ts';

/** Judges what an endpoint serves now and changes nothing, whoever divided its traffic. */
export async function observe(
  inputs: CanaryPromoteInputs,
  context: StepContext,
  endpoint: Endpoint,
  { ledger }: LedgerStore,
): Promise<StepResult> {
  const { clock, host } = context.ports;
  const opened = ledger.active ?? (await pairOf(inputs, context, endpoint));
  const due = dueWindows(opened, clock.now());
  const counts = await readCounts(context.ports.metrics, endpoint.name, opened, due);
  const watched = await watchPredictions(context.ports, endpoint.name, opened, due);
  const run = recordWindows(watched, countWindows(opened, due, counts));
  const shift = run.shifts.at(-1);
  if (shift === undefined) {
    return told(run, undefined, `${idOf(endpoint.name)}: the challenger has no traffic yet`);
  }
  const look = assess(run, shift, 'readable', clock.now());
  host.say(lookLine(look, undefined));
  const summary = `${idOf(endpoint.name)} at ${look.percent} %: ${describeReasons(look.reasons)}`;
  return told(run, look, `${summary}. Nothing was changed`);
}

/** Judges a canary of the past again, by the plan that the inputs give. Changes nothing. */
export async function judgeAgain(
  inputs: CanaryPromoteInputs,
  context: StepContext,
  store: LedgerStore,
): Promise<StepResult> {
  const { objects, host } = context.ports;
  const { releaseId } = context.journal.record;
  const { active } = store.ledger;
  const own = active?.releaseId === releaseId ? active : undefined;
  const run = await readWhole(objects, store.uri, releaseId, own);
  const looks = replay(run, judgingOf(inputs));
  for (const look of looks) host.say(lookLine(look, undefined));
  const last = looks.at(-1);
  const then = run.ending === undefined ? 'is under way' : `ended by ${run.ending.kind}`;
  const now = last === undefined ? 'has no windows' : `the last look says ${last.decision}`;
  return told(run, last, `${releaseId} ${then}; judged again, ${now}`);
}

/** What of a plan judges; the rest of it is how the run went. */
function judgingOf(inputs: CanaryPromoteInputs): Partial<CanaryPlan> {
  const { steps: _, windowMs: __, warmupMs: ___, ...judging } = planOf(inputs);
  return judging;
}

/** The champion and who has the next largest share, as if this had been so for the longest bake. */
async function pairOf(
  inputs: CanaryPromoteInputs,
  context: StepContext,
  endpoint: Endpoint,
): Promise<CanaryRun> {
  const [champion, challenger] = bySharesOf(endpoint);
  if (champion === undefined || challenger === undefined) {
    throw new ReleaseError(
      'INPUT_INVALID',
      `${idOf(endpoint.name)} gives traffic to one model at most: there is nothing to compare`,
    );
  }
  const pool = shareOf(endpoint.split, champion.id) + shareOf(endpoint.split, challenger.id);
  const percent = Math.round((100 * shareOf(endpoint.split, challenger.id)) / pool);
  const plan = { ...planOf(inputs), steps: [percent, 100] };
  const history = await readHistory(endpoint.name, champion.id, inputs, context);
  const correlation = estimateCorrelation(history.errors, plan.windowMs);
  const startedAt = context.ports.clock.now() - plan.maxBakeMs;
  const run = openRun({
    releaseId: context.journal.record.releaseId,
    champion: armOf(champion),
    challenger: armOf(challenger),
    recordedSplit: { ...endpoint.split },
    recordedModels: endpoint.deployed.map(({ id }) => id),
    plan,
    correlation,
    baseline: baselineOf(plan, history, correlation),
    requireApproval: [],
    startedAt,
  });
  const split = { ...endpoint.split };
  return { ...run, shifts: [{ step: 0, percent, beganAt: startedAt, at: startedAt, split }] };
}

function bySharesOf({ deployed, split }: Endpoint): DeployedModel[] {
  return deployed
    .filter(({ id }) => shareOf(split, id) > 0)
    .toSorted((a, b) => shareOf(split, b.id) - shareOf(split, a.id));
}

function told(run: CanaryRun, look: Look | undefined, summary: string): StepResult {
  const decision = look?.decision ?? 'continue';
  const verdicts = { advance: 'pass', continue: 'pass', hold: 'inconclusive', roll_back: 'fail' };
  return {
    verdict: verdicts[decision] as StepResult['verdict'],
    state: 'planned',
    summary,
    outputs: { decision },
    evidence: evidenceOf(look === undefined ? run : { ...run, looks: [look] }),
  };
}
