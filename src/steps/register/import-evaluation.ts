import { type EvaluationSet, pickExamples } from '../../evaluation/evaluation-set.ts';
import { slicesOf } from '../../evaluation/slices.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import { type Attempt, attempt } from './attempt.ts';
import { evaluationMetrics, hasSchema, type Metrics, otherMetrics } from './vertex-evaluation.ts';

/** What one call takes. */
const slicesPerCall = 50;
/** More make nothing clearer in the console; the record has what the gates judged. */
const mostSlices = 200;

/** What the candidate showed on the holdout. */
export interface Evaluated {
  set: EvaluationSet;
  metrics: Metrics;
  threshold: number;
  /** Every metric that is defined for a set. */
  measureAll(set: EvaluationSet): Metrics;
}

export interface ImportedEvaluation {
  name: string;
  slices: number;
}

/**
 * Shows the evaluation in the Model Registry. The copy there is for looking at: what counts stands in
 * the record, so a failure is a warning. Found again by the release's id; slices that are there are not
 * sent again.
 */
export async function importEvaluation(
  version: string,
  evaluated: Evaluated,
  context: StepContext,
): Promise<Attempt<ImportedEvaluation>> {
  const { host } = context.ports;
  const { task } = evaluated.set;
  if (!hasSchema(task)) {
    return { state: 'left_out', reason: `Vertex AI has no schema for evaluations of a ${task}` };
  }
  return await attempt('the import of the evaluation into Vertex AI', host, async () => {
    const name = await findOrAdd(version, evaluated, context);
    const slices = await addMissingSlices(name, evaluated, context);
    host.say(`evaluation in the Model Registry, with ${slices} slices: ${name}`);
    return { name, slices };
  });
}

async function findOrAdd(
  version: string,
  { set, metrics, threshold }: Evaluated,
  { ports: { evaluations }, journal }: StepContext,
): Promise<string> {
  const { releaseId, commit } = journal.record;
  const known = await evaluations.list(version);
  const ours = known.find(({ metadata }) => metadata['vertex_release_id'] === releaseId);
  if (ours !== undefined) return ours.name;
  return await evaluations.add(version, {
    displayName: [...releaseId].slice(0, 128).join(''),
    ...evaluationMetrics({ set, metrics, threshold }),
    metadata: {
      vertex_release_id: releaseId,
      commit,
      examples: set.ids.length,
      decision_threshold: threshold,
      other_metrics: otherMetrics(set.task, metrics),
    },
  });
}

async function addMissingSlices(
  evaluation: string,
  evaluated: Evaluated,
  { ports: { evaluations, host } }: StepContext,
): Promise<number> {
  const all = slicesOfEvaluation(evaluated);
  const wanted = all.slice(0, mostSlices);
  if (wanted.length === 0) return 0;
  if (wanted.length < all.length) {
    host.say(`the ${mostSlices} largest of ${all.length} slices are shown in the Model Registry`);
  }
  const there = new Set((await evaluations.listSlices(evaluation)).map(keyOf));
  const missing = wanted.filter((slice) => !there.has(keyOf(slice)));
  for (let start = 0; start < missing.length; start += slicesPerCall) {
    await evaluations.addSlices(evaluation, missing.slice(start, start + slicesPerCall));
  }
  return wanted.length;
}

/** A ModelEvaluationSlice for each value of each slice that is large enough to say something, largest first. */
function slicesOfEvaluation({ set, threshold, measureAll }: Evaluated): JsonObject[] {
  return [...set.slices.keys()]
    .flatMap((name) =>
      (slicesOf(set, name)?.slices ?? [])
        .filter(({ size }) => size === 'large_enough')
        .map((slice) => ({ name, ...slice })),
    )
    .toSorted((a, b) => b.places.length - a.places.length)
    .map(({ name, value, places }) => {
      const part = pickExamples(set, places);
      return {
        slice: {
          dimension: 'slice',
          value: `${name}=${value}`,
          sliceSpec: { configs: { [name]: { value: { stringValue: value } } } },
        },
        ...evaluationMetrics({ set: part, metrics: measureAll(part), threshold }),
      };
    });
}

/** By the text of its value: what the server makes of the rest is the server's. */
function keyOf({ slice }: JsonObject): string {
  const value =
    typeof slice === 'object' && slice !== null && 'value' in slice ? slice['value'] : undefined;
  return typeof value === 'string' ? value : '';
}
