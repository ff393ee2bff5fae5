import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import type { Verdict } from '../../release/verdict.ts';
import { releaseLabels } from '../../vertex/labels.ts';
import { atVersion } from '../../vertex/resource-name.ts';
import type { register } from './contract.ts';
import { judge } from './judge.ts';
import { doubt, failures } from './judgement.ts';
import { addVersion, nameChallenger } from './version.ts';

type RegisterInputs = InputsOf<typeof register>;

/** Judges the candidate by its predictions and, when the gates let it through, adds its version. */
export async function runRegister(
  inputs: RegisterInputs,
  context: StepContext,
): Promise<StepResult> {
  const { host } = context.ports;
  host.phase('Register');
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
  const version = await addVersion(uploadOf(inputs, context), context);
  await nameChallenger(version, context);
  const name = atVersion(version.model, version.versionId);
  return {
    verdict: judged.verdict,
    state: 'done',
    summary: `${inputs.model}@${version.versionId} is the challenger${doubt(judged.judgements)}`,
    outputs: {
      ...outputs,
      model: version.model,
      version_id: version.versionId,
      model_version: name,
    },
    evidence: judged.evidence,
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

function uploadOf(inputs: RegisterInputs, { journal }: StepContext) {
  const { releaseId, commit, steps } = journal.record;
  const artifactUri = inputs.artifactUri ?? steps.train?.outputs['model_dir'];
  if (typeof artifactUri !== 'string') {
    throw new ReleaseError('INPUT_INVALID', 'this release has no trained model to register', {
      mend: 'Run train first, or give register.artifact_uri.',
    });
  }
  return {
    location: { projectId: inputs.projectId, region: inputs.region },
    modelId: inputs.model,
    displayName: inputs.model,
    description: inputs.versionDescription ?? `Release ${releaseId}, commit ${commit}`,
    artifactUri,
    container: {
      // The contract requires it unless mode is evaluate, which does not come here.
      imageUri: inputs.servingImage ?? '',
      predictRoute: inputs.predictRoute,
      healthRoute: inputs.healthRoute,
      port: inputs.port,
      env: inputs.servingEnv,
    },
    labels: { ...inputs.labels, ...releaseLabels(releaseId) },
    aliases: [],
  };
}
