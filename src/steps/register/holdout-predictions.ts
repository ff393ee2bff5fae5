import { createHash } from 'node:crypto';
import type { InputsOf } from '../../contract/step.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import type { ModelVersion, ServingContainer } from '../../vertex/model.ts';
import { atVersion } from '../../vertex/resource-name.ts';
import { readArtifacts } from './artifacts.ts';
import { type BatchRequest, holdoutIdentity, predictHoldout } from './batch-prediction.ts';
import type { register } from './contract.ts';
import { artifactUriOf, containerOf } from './registration.ts';

type RegisterInputs = InputsOf<typeof register>;

/** A holdout on which Vertex AI makes the predictions that nobody kept. */
export interface HoldoutPredictions {
  /** Which holdout it is; kept in the record, so that predictions on another are not taken for these. */
  identity: string;
  /** Where the candidate's predictions are. */
  ofCandidate(): Promise<string>;
  ofChampion(champion: ModelVersion): Promise<string>;
}

/** Undefined without a holdout, and in a dry run, which starts no jobs. */
export async function openHoldout(
  inputs: RegisterInputs,
  context: StepContext,
): Promise<HoldoutPredictions | undefined> {
  const { holdout, bucket } = inputs;
  // The contract requires a bucket with a holdout.
  if (holdout === undefined || bucket === undefined) return undefined;
  if (inputs.dryRun) {
    context.ports.host.say(`a dry run starts no batch prediction on ${holdout}`);
    return undefined;
  }
  const request: BatchRequest = {
    location: { projectId: inputs.projectId, region: inputs.region },
    bucket,
    holdout,
    fields: { id: inputs.holdoutId, label: inputs.holdoutLabel },
    machineType: inputs.batchMachineType,
    timeoutMs: inputs.batchTimeout,
    labels: inputs.labels,
  };
  return {
    identity: await holdoutIdentity(holdout, context),
    async ofCandidate() {
      const artifactUri = artifactUriOf(inputs, context);
      const container = containerOf(inputs);
      const artifacts = await readArtifacts(artifactUri, context.ports.objects);
      const identity = digestOf([artifacts?.digest ?? artifactUri, container]);
      const spec = { unmanagedContainerModel: unmanaged(artifactUri, container) };
      return await predictHoldout({ who: 'candidate', spec, identity }, request, context);
    },
    async ofChampion({ model, versionId }) {
      const name = atVersion(model, versionId);
      const spec = { model: name };
      return await predictHoldout({ who: 'champion', spec, identity: name }, request, context);
    },
  };
}

/** The candidate is in no registry while it is judged. */
function unmanaged(artifactUri: string, container: ServingContainer): JsonObject {
  const { imageUri, predictRoute, healthRoute, port, env = {} } = container;
  return {
    artifactUri,
    containerSpec: {
      imageUri,
      predictRoute,
      healthRoute,
      ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
    },
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
