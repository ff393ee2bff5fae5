import type { CanaryRun } from '../../canary/canary-run.ts';
import type { DueWindow } from '../../canary/due-windows.ts';
import type { PredictionCounts } from '../../canary/judge/drift.ts';
import {
  categoriesOf,
  categoryCount,
  describeCategories,
  type PredictionCategories,
  type PredictionSummary,
} from '../../canary/prediction-categories.ts';
import {
  freshPredictionDrift,
  type PredictionDrift,
  withPredictions,
} from '../../canary/prediction-drift.ts';
import type { CanaryPlan } from '../../canary/plan.ts';
import { refuseProblems } from '../../errors/error.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Warehouse } from '../../ports/warehouse.ts';
import { parseResourceName } from '../../vertex/resource-name.ts';
import { isUnreadable } from './history.ts';
import {
  countsQuery,
  type LoggedPredictions,
  type PredictionCount,
  readCounts,
  readSummary,
  summaryQuery,
} from './prediction-queries.ts';

/** How much of the champion's past tells what its predictions are counted by. */
const pastMs = 86_400_000;

/** The run with what the log says of these windows; a log that cannot be read says nothing. */
export async function watchPredictions(
  { warehouse, host }: Pick<Ports, 'warehouse' | 'host'>,
  endpoint: string,
  run: CanaryRun,
  windows: readonly DueWindow[],
): Promise<CanaryRun> {
  const compared = windows.filter(({ step }) => (run.plan.steps[step] ?? 100) < 100);
  if (run.plan.drift === 'off' || compared.length === 0) return run;
  const known = run.drift ?? freshPredictionDrift;
  try {
    const drift = await readDrift(warehouse, endpoint, run, compared, known);
    if (known.categories === undefined && drift.categories !== undefined) {
      host.say(`predictions are compared by ${describeCategories(drift.categories)}`);
    }
    return { ...run, drift };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    if (!known.isOutageTold) {
      host.warn(`predictions could not be read, which is no evidence: ${error.message}`);
    }
    return { ...run, drift: { ...known, isOutageTold: true } };
  }
}

/**
 * Says what a canary would compare predictions by.
 * @throws ReleaseError INPUT_INVALID when the log cannot be read.
 */
export async function checkPredictionLog(
  { warehouse, host, clock }: Pick<Ports, 'warehouse' | 'host' | 'clock'>,
  endpoint: string,
  { plan, champion }: Pick<CanaryRun, 'plan' | 'champion'>,
): Promise<void> {
  if (plan.drift === 'off') return;
  const { deployedModelId } = champion;
  try {
    const summary = await summarisePast(warehouse, endpoint, plan, deployedModelId, clock.now());
    const categories = categoriesOf(summary);
    if (categories === undefined) {
      host.warn(
        `predictions: ${summary.predictions} of the champion are logged with a value in the last day, too few to compare by`,
      );
      return;
    }
    host.say(`predictions would be compared by ${describeCategories(categories)}`);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const expected = 'a table of BigQuery that can be read';
    const problem = { where: 'drift_table', expected, found: error.message };
    refuseProblems('canary_promote', [problem]);
  }
}

/** What both arms predicted, window by window; what neither is logged to have predicted is left out. */
export function predictionsIn(
  { champion, challenger }: Pick<CanaryRun, 'champion' | 'challenger'>,
  windows: readonly DueWindow[],
  categories: PredictionCategories,
  counts: readonly PredictionCount[],
): PredictionCounts[] {
  const of = (deployedModelId: string, start: number) => {
    const own = counts.filter(
      (count) => count.deployedModelId === deployedModelId && count.start === start,
    );
    return Array.from({ length: categoryCount(categories) }, (_, category) =>
      own.reduce((sum, one) => sum + (one.category === category ? one.count : 0), 0),
    );
  };
  return windows.map(({ start }) => ({
    challenger: of(challenger.deployedModelId, start),
    champion: of(champion.deployedModelId, start),
  }));
}

async function readDrift(
  warehouse: Warehouse,
  endpoint: string,
  run: CanaryRun,
  windows: readonly DueWindow[],
  known: PredictionDrift,
): Promise<PredictionDrift> {
  const { plan, champion, challenger } = run;
  const start = windows[0]?.start ?? 0;
  const categories =
    known.categories ??
    categoriesOf(await summarisePast(warehouse, endpoint, plan, champion.deployedModelId, start));
  if (categories === undefined) return known;
  const logged: LoggedPredictions = {
    ...logOf(plan),
    deployedModelIds: [champion.deployedModelId, challenger.deployedModelId],
    start,
    end: (windows.at(-1)?.start ?? start) + plan.windowMs,
  };
  const rows = await warehouse.query({
    projectId: parseResourceName(endpoint).projectId,
    ...countsQuery(logged, plan.windowMs, categories),
  });
  const counts = readCounts(rows, start, plan.windowMs);
  const seen = predictionsIn(run, windows, categories, counts);
  return withPredictions({ ...known, categories }, seen);
}

async function summarisePast(
  warehouse: Warehouse,
  endpoint: string,
  plan: CanaryPlan,
  championId: string,
  end: number,
): Promise<PredictionSummary> {
  const logged = { ...logOf(plan), deployedModelIds: [championId], start: end - pastMs, end };
  const { projectId } = parseResourceName(endpoint);
  return readSummary(await warehouse.query({ projectId, ...summaryQuery(logged) }));
}

/** A plan that compares predictions has a table: its inputs are checked. */
function logOf({ driftTable, driftField }: CanaryPlan) {
  return { table: driftTable ?? '', field: driftField };
}
