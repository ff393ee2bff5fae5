import type { InputsOf } from '../../contract/step.ts';
import { comparable } from '../../evaluation/aggregate-gates.ts';
import type { UnpairedChampion } from '../../evaluation/aggregates.ts';
import { measureAll, summarise } from '../../evaluation/summary.ts';
import { suspicionsOf } from '../../evaluation/suspicion.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import type { Verdict } from '../../release/verdict.ts';
import type { ModelVersion } from '../../vertex/model.ts';
import { findUnpaired } from './champion-record.ts';
import type { register } from './contract.ts';
import { gatherEvidence, type GatheredEvidence } from './evidence.ts';
import { type HoldoutPredictions, openHoldout } from './holdout-predictions.ts';
import { countHoldoutUse, usesWarned } from './holdout-uses.ts';
import type { Evaluated } from './import-evaluation.ts';
import {
  judgeAggregates,
  judgeExamples,
  type Judgements,
  tellJudgements,
  verdictOf,
} from './judgement.ts';
import { gatherAggregates } from './metrics-file.ts';

type RegisterInputs = InputsOf<typeof register>;

/** What the candidate was judged by, and what came of it. */
export interface Judged {
  verdict: Verdict;
  judgements: Judgements;
  metrics: Readonly<Record<string, number>>;
  evidence: JsonObject;
  /** Absent without predictions. */
  evaluated: Evaluated | undefined;
}

/** Judges the candidate by what the inputs name: predictions, metrics, or nothing. */
export async function judge(inputs: RegisterInputs, context: StepContext): Promise<Judged> {
  const { host } = context.ports;
  if (inputs.metricsFile !== undefined) {
    return await judgeByAggregates(inputs, inputs.metricsFile, context);
  }
  const holdout = await openHoldout(inputs, context);
  const predictions = inputs.predictions ?? (await holdout?.ofCandidate());
  if (predictions !== undefined) {
    return await judgeByExamples(inputs, { predictions, holdout }, context);
  }
  host.say('no predictions are given: there is nothing to judge the candidate by');
  const judgements = { gates: [], fairness: [], rules: [] };
  return { verdict: 'pass', judgements, metrics: {}, evidence: {}, evaluated: undefined };
}

async function judgeByExamples(
  inputs: RegisterInputs,
  source: { predictions: string; holdout: HoldoutPredictions | undefined },
  context: StepContext,
): Promise<Judged> {
  const { host, objects } = context.ports;
  const { decisionThreshold } = inputs;
  const request = { ...whereabouts(inputs), ...source, positiveLabel: inputs.positiveLabel };
  const gathered = await gatherEvidence(request, context);
  if (!inputs.dryRun) {
    // The next candidate is compared with these when this one is champion by then.
    await context.journal.note('register', {
      predictions: gathered.challengerUri,
      ...(source.holdout === undefined ? {} : { holdout: source.holdout.identity }),
    });
  }
  const { evidence, champion } = gathered;
  const { challenger, pair } = evidence;
  host.say(`${challenger.ids.length} predictions on the holdout (${challenger.task})`);
  host.say(describeChampion(gathered));
  const summary = summarise(evidence, decisionThreshold);
  for (const [metric, note] of Object.entries(summary.notes)) host.say(`${metric}: ${note}`);
  const holdout = await countUse(summary.holdout, inputs, context);
  for (const suspicion of suspicionsOf(challenger)) host.warn(suspicion);
  const unpaired =
    champion === undefined || pair !== undefined
      ? undefined
      : comparable(
          { metrics: new Map(), holdout: holdout.digest },
          await findUnpaired(champion, request, objects),
        );
  const judgements = judgeExamples(inputs, {
    ...evidence,
    ...(unpaired === undefined ? {} : { unpaired }),
  });
  const evaluated: Evaluated = {
    set: challenger,
    metrics: summary.metrics,
    threshold: decisionThreshold,
    measureAll: (set) => measureAll(set, decisionThreshold).metrics,
  };
  const championMetrics = summary.championMetrics ?? metricsOfUnpaired(unpaired);
  return concluded(
    { ...summary, judgements, championMetrics, champion, holdout },
    { inputs, evaluated },
    context,
  );
}

async function judgeByAggregates(
  inputs: RegisterInputs,
  metricsFile: string,
  context: StepContext,
): Promise<Judged> {
  const { host } = context.ports;
  const request = { ...whereabouts(inputs), metricsFile };
  const { evidence, champion } = await gatherAggregates(request, context);
  const { challenger } = evidence;
  host.say(`${challenger.metrics.size} metrics that the candidate brought, and no predictions`);
  host.say(
    champion === undefined
      ? 'no champion yet: nothing to compare with'
      : `compared with the champion, version ${champion.versionId}, by the metrics of its record`,
  );
  const judgements = judgeAggregates(inputs, evidence);
  const holdout = {
    ...(challenger.examples === undefined ? {} : { examples: challenger.examples }),
    ...(challenger.holdout === undefined ? {} : { name: challenger.holdout }),
  };
  const metrics = Object.fromEntries(challenger.metrics);
  const championMetrics = metricsOfUnpaired(evidence.champion);
  return concluded(
    { judgements, metrics, championMetrics, champion, holdout },
    { inputs, evaluated: undefined },
    context,
  );
}

function whereabouts({ projectId, region, bucket, model }: RegisterInputs) {
  return { location: { projectId, region }, bucket, model };
}

function metricsOfUnpaired(unpaired: UnpairedChampion | undefined) {
  return unpaired?.state === 'aggregates'
    ? Object.fromEntries(unpaired.aggregates.metrics)
    : undefined;
}

interface Conclusion {
  judgements: Judgements;
  metrics: Readonly<Record<string, number>>;
  championMetrics: Readonly<Record<string, number>> | undefined;
  champion: ModelVersion | undefined;
  holdout: object;
}

function concluded(
  { judgements, metrics, champion, ...rest }: Conclusion,
  { inputs, evaluated }: { inputs: RegisterInputs; evaluated: Evaluated | undefined },
  { ports }: StepContext,
): Judged {
  tellJudgements(judgements, inputs.onInconclusive, ports.host);
  return {
    verdict: verdictOf(judgements),
    judgements,
    metrics,
    evaluated,
    evidence: toJson({
      metrics,
      ...rest,
      champion: champion?.versionId ?? null,
      ...judgements,
    }),
  };
}

/** What is the same for every candidate, and how many were chosen by it. */
async function countUse(
  known: { examples: number; digest: string },
  { mode, dryRun, bucket, model }: RegisterInputs,
  { ports: { host, objects }, journal }: StepContext,
) {
  if (mode === 'evaluate' || dryRun || bucket === undefined) return known;
  const { digest } = known;
  const { releaseId } = journal.record;
  const uses = await countHoldoutUse({ bucket, model, digest, releaseId }, objects);
  if (uses === undefined) return known;
  if (uses > usesWarned) {
    host.warn(
      `${uses} releases were judged on this holdout: the best of many is good on it by chance as well; take a fresh one`,
    );
  }
  return { ...known, uses };
}

function describeChampion({ champion, championUri }: GatheredEvidence): string {
  if (champion === undefined) return 'no champion yet: nothing to compare with';
  return championUri === undefined
    ? `champion is version ${champion.versionId}, without predictions`
    : `compared with the champion, version ${champion.versionId}, on the same examples`;
}

/** Plain data already; the round trip drops what is undefined, which JSON has no word for. */
function toJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
