import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import type { Verdict } from '../../release/verdict.ts';
import { atVersion } from '../../vertex/resource-name.ts';
import type { register } from './contract.ts';
import { judge } from './judge.ts';
import { doubt, failures } from './judgement.ts';
import { checkCandidate, registerCandidate } from './registration.ts';

type RegisterInputs = InputsOf<typeof register>;

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
      summary: `rejected: ${failures(judged.judgements).join('; ')}`,
      outputs,
      evidence: judged.evidence,
      outcome: 'rejected',
    };
  }
  if (inputs.mode === 'evaluate' || inputs.dryRun) {
    return {
      verdict: judged.verdict,
      state: 'planned',
      summary: `the gates let the candidate through${doubt(judged.judgements)}; nothing was added`,
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
    summary: `${inputs.model}@${version.versionId} is the challenger${doubt(judged.judgements)}`,
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

function admits(verdict: Verdict, onInconclusive: 'pass' | 'fail'): boolean {
  if (verdict === 'error') {
    throw new ReleaseError('EVIDENCE_UNUSABLE', 'a gate cannot judge these predictions', {
      mend: 'The gate above says which metric or slice it misses.',
    });
  }
  return verdict === 'pass' || (verdict === 'inconclusive' && onInconclusive === 'pass');
}
