import type { InputsOf } from '../../contract/step.ts';
import { describeRule } from '../../evaluation/gate.ts';
import { type GateVerdict, judgeGates } from '../../evaluation/gate-verdict.ts';
import { hasThreshold } from '../../evaluation/metric.ts';
import { measureAll, summarise } from '../../evaluation/summary.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import type { StepResult } from '../../release/step-result.ts';
import { gravest, type Verdict } from '../../release/verdict.ts';
import { atVersion } from '../../vertex/resource-name.ts';
import type { register } from './contract.ts';
import { gatherEvidence, type GatheredEvidence } from './evidence.ts';
import { openHoldout } from './holdout-predictions.ts';
import { checkCandidate, type Judgement, registerCandidate } from './registration.ts';

type RegisterInputs = InputsOf<typeof register>;

interface Judged extends Judgement {
  gates: readonly GateVerdict[];
  metrics: Readonly<Record<string, number>>;
}

/** Judges the candidate by its predictions and, when the gates let it through, adds its version. */
export async function runRegister(
  inputs: RegisterInputs,
  context: StepContext,
): Promise<StepResult> {
  const { host } = context.ports;
  host.phase('Register');
  checkCandidate(inputs, context);
  const judged = await judge(inputs, context);
  const outputs = { metrics: JSON.stringify(judged.metrics) };
  if (!admits(judged.verdict, inputs.onInconclusive)) {
    return {
      verdict: 'fail',
      state: 'done',
      summary: `rejected: ${failures(judged.gates).join('; ')}`,
      outputs,
      evidence: judged.evidence,
      outcome: 'rejected',
    };
  }
  if (inputs.mode === 'evaluate' || inputs.dryRun) {
    return {
      verdict: judged.verdict,
      state: 'planned',
      summary: `the gates let the candidate through${doubt(judged)}; nothing was added`,
      outputs,
      evidence: judged.evidence,
    };
  }
  const registered = await registerCandidate(inputs, judged, context);
  const { version } = registered;
  const name = atVersion(version.model, version.versionId);
  return {
    verdict: judged.verdict,
    state: 'done',
    summary: `${inputs.model}@${version.versionId} is the challenger${doubt(judged)}`,
    outputs: {
      ...outputs,
      ...registered.outputs,
      model: version.model,
      version_id: version.versionId,
      model_version: name,
    },
    evidence: registered.evidence,
  };
}

async function judge(inputs: RegisterInputs, context: StepContext): Promise<Judged> {
  const { host } = context.ports;
  const holdout = await openHoldout(inputs, context);
  const predictions = inputs.predictions ?? (await holdout?.ofCandidate());
  if (predictions === undefined) {
    host.say('no predictions are given: there is nothing to judge the candidate by');
    return { verdict: 'pass', gates: [], metrics: {}, evidence: {}, evaluated: undefined };
  }
  const gathered = await gatherEvidence(
    {
      location: { projectId: inputs.projectId, region: inputs.region },
      bucket: inputs.bucket,
      model: inputs.model,
      predictions,
      holdout,
      positiveLabel: inputs.positiveLabel,
    },
    context,
  );
  if (!inputs.dryRun) {
    // The next candidate is compared with these when this one is champion by then.
    await context.journal.note('register', {
      predictions: gathered.challengerUri,
      ...(holdout === undefined ? {} : { holdout: holdout.identity }),
    });
  }
  const { evidence } = gathered;
  const { task } = evidence.challenger;
  host.say(`${evidence.challenger.ids.length} predictions on the holdout (${task})`);
  host.say(describeChampion(gathered));
  const gates = judgeGates(
    inputs.gates.map((gate) =>
      // Of classes that exclude each other the highest score decides, whatever the threshold.
      gate.threshold === undefined && hasThreshold(gate.metric) && task !== 'multiclass'
        ? { ...gate, threshold: inputs.decisionThreshold }
        : gate,
    ),
    evidence,
  );
  for (const gate of gates) tell(gate, context);
  const summary = summarise(evidence, inputs.decisionThreshold);
  for (const [metric, note] of Object.entries(summary.notes)) host.say(`${metric}: ${note}`);
  const champion = gathered.champion?.versionId ?? null;
  return {
    verdict: gravest(gates.map((gate) => gate.verdict)),
    gates,
    metrics: summary.metrics,
    evaluated: {
      set: evidence.challenger,
      metrics: summary.metrics,
      threshold: inputs.decisionThreshold,
      measureAll: (set) => measureAll(set, inputs.decisionThreshold).metrics,
    },
    evidence: toJson({ ...summary, champion, gates }),
  };
}

function describeChampion({ champion, championUri }: GatheredEvidence): string {
  if (champion === undefined) return 'no champion yet: nothing to compare with';
  return championUri === undefined
    ? `champion is version ${champion.versionId}, without predictions`
    : `compared with the champion, version ${champion.versionId}, on the same examples`;
}

function tell(gate: GateVerdict, { ports: { host } }: StepContext): void {
  const line = `${describeRule(gate.gate, gate.rule)}: ${gate.verdict}, ${gate.reason}`;
  if (gate.verdict === 'pass') host.say(line);
  else host.warn(line);
}

function admits(verdict: Verdict, onInconclusive: 'pass' | 'fail'): boolean {
  if (verdict === 'error') {
    throw new ReleaseError('EVIDENCE_UNUSABLE', 'a gate cannot judge these predictions', {
      mend: 'The gate above says which metric or slice it misses.',
    });
  }
  return verdict === 'pass' || (verdict === 'inconclusive' && onInconclusive === 'pass');
}

function failures(gates: readonly GateVerdict[]): string[] {
  return gates
    .filter((gate) => gate.verdict !== 'pass')
    .map((gate) => `${describeRule(gate.gate, gate.rule)}: ${gate.reason}`);
}

function doubt({ verdict, gates }: Judged): string {
  if (verdict !== 'inconclusive') return '';
  const count = gates.filter((gate) => gate.verdict === 'inconclusive').length;
  return ` (${count} of ${gates.length} gates inconclusive)`;
}

/** Plain data already; the round trip drops what is undefined, which JSON has no word for. */
function toJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
