import { z } from 'zod';
import type { Json } from '../release/json.ts';
import { acceleratorTypes, type Machine, type ServingOptions } from '../vertex/serving.ts';
import { duration } from './kinds/duration.ts';
import { boolean, integer } from './kinds/number.ts';
import { structured } from './kinds/structured.ts';
import { text } from './kinds/text.ts';
import type { Rule } from './rule.ts';
import type { InputsOf } from './step.ts';

/** Ids that a client may choose begin with a letter; digits alone are ids that Vertex chose. */
export const endpointForm = {
  pattern: /^([a-z]([a-z0-9-]{0,61}[a-z0-9])?|[0-9]{1,19})$/,
  expected: 'an endpoint id: a-z, 0-9 and -, starting with a letter, or the number of an endpoint',
};

const defaultMachineType = 'n1-standard-2';

const message = z.record(z.string(), z.custom<Json>(), { error: 'a mapping, keys in camelCase' });

/** The two fields of ExplanationSpec, google/cloud/aiplatform/v1/explanation.proto. */
const explanationSpec = z.strictObject(
  { parameters: message.optional(), metadata: message.optional() },
  { error: 'an ExplanationSpec with the keys parameters and metadata' },
);

/** How steps that deploy a model say what it runs on. */
export const servingInputs = {
  machine_type: text({
    about: `Compute Engine machine type of each replica. Without it, ${defaultMachineType}.`,
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/,
    expected: 'a machine type such as n1-standard-2',
    example: 'n1-standard-4',
  }),
  min_replica_count: integer({
    about: 'Replicas that always run. Without it, 1.',
    unit: 'replicas',
    min: 1,
    max: 1000,
    example: 2,
  }),
  max_replica_count: integer({
    about: 'Replicas up to which autoscaling goes. Without it, as many as always run.',
    unit: 'replicas',
    min: 1,
    max: 1000,
    example: 5,
  }),
  accelerator_type: text({
    about: 'Accelerator of each replica, by its name in the API. Without it, none.',
    pattern: new RegExp(`^(${acceleratorTypes.join('|')})$`),
    expected: `an accelerator of the API: ${acceleratorTypes.join(', ')}`,
    example: 'NVIDIA_TESLA_T4',
  }),
  accelerator_count: integer({
    about: 'Accelerators of each replica. Without it, 1 when accelerator_type is given.',
    unit: 'accelerators',
    min: 1,
    max: 16,
    example: 2,
  }),
  autoscaling_cpu: integer({
    about: 'Use of the CPUs at which autoscaling aims. Without it, Vertex AI aims at 60.',
    unit: 'percent',
    min: 1,
    max: 100,
    example: 70,
  }),
  autoscaling_accelerator: integer({
    about: 'Use of the accelerators at which autoscaling aims. Without it, Vertex AI aims at 60.',
    unit: 'percent',
    min: 1,
    max: 100,
    example: 70,
  }),
  autoscaling_requests: integer({
    about:
      'Requests to each replica at which autoscaling aims. Without it, requests are not counted for that.',
    unit: 'requests per minute',
    min: 1,
    max: 1_000_000_000,
    example: 600,
  }),
  spot: boolean({
    about: 'Run on Spot VMs: cheaper, and Google may take them back at any time.',
    default: false,
    example: true,
  }),
  service_account: text({
    about:
      'Service account that the model server runs as. Without it, one that reaches nothing in the project.',
    pattern: /^[a-z0-9][a-z0-9-]*@[a-z0-9.-]+\.gserviceaccount\.com$/,
    expected: 'the e-mail address of a service account',
    example: 'server@acme-ml.iam.gserviceaccount.com',
  }),
  explanation_spec: structured(explanationSpec, {
    about:
      "ExplanationSpec of the deployed model, or the path of a file with it, as in the API's JSON. Without it, that of the model.",
    expected: 'an ExplanationSpec with the keys parameters and metadata',
    example: { parameters: { sampledShapleyAttribution: { pathCount: 10 } } },
  }),
  container_logging: boolean({
    about:
      'Send what the model server writes to Cloud Logging. Without it a deployment that fails cannot be explained.',
    default: true,
    example: false,
  }),
  access_logging: boolean({
    about: 'Send a line for each prediction request to Cloud Logging.',
    default: false,
    example: true,
  }),
  deploy_timeout: duration({
    about: 'How long a deployment may take until it serves.',
    default: '30m',
    example: '45m',
  }),
};

export type ServingInputs = InputsOf<{ inputs: typeof servingInputs }>;

/** Whether a step may create its endpoint; what it is for differs by step. */
export function createEndpoint(about: string) {
  return boolean({ about, default: false, example: true });
}

/** The machines of a deployed model, with what is left out filled in. */
export function machineOf(inputs: ServingInputs): Machine {
  const { machineType = defaultMachineType, minReplicaCount = 1, spot } = inputs;
  const { maxReplicaCount = minReplicaCount, acceleratorType, acceleratorCount = 1 } = inputs;
  const autoscaling = targetsOf(inputs);
  return {
    machineType,
    minReplicaCount,
    maxReplicaCount,
    ...(acceleratorType === undefined
      ? {}
      : { accelerator: { type: acceleratorType, count: acceleratorCount } }),
    ...(Object.keys(autoscaling).length === 0 ? {} : { autoscaling }),
    ...(spot ? { spot } : {}),
  };
}

export function servingOptionsOf(inputs: ServingInputs): ServingOptions {
  const { serviceAccount, explanationSpec: spec, containerLogging, accessLogging } = inputs;
  return {
    ...(serviceAccount === undefined ? {} : { serviceAccount }),
    ...(spec === undefined ? {} : { explanationSpec: spec }),
    ...(containerLogging ? {} : { containerLogging }),
    ...(accessLogging ? { accessLogging } : {}),
  };
}

function targetsOf(inputs: ServingInputs) {
  const { autoscalingCpu: cpu, autoscalingAccelerator: accelerator } = inputs;
  const { autoscalingRequests: requests } = inputs;
  return {
    ...(cpu === undefined ? {} : { cpu }),
    ...(accelerator === undefined ? {} : { accelerator }),
    ...(requests === undefined ? {} : { requests }),
  };
}

const replicasAscend: Rule<Pick<ServingInputs, 'minReplicaCount' | 'maxReplicaCount'>> = {
  says: 'min_replica_count is at most max_replica_count.',
  reads: ['minReplicaCount', 'maxReplicaCount'],
  breach: ({ minReplicaCount = 1, maxReplicaCount = minReplicaCount }) =>
    minReplicaCount <= maxReplicaCount
      ? undefined
      : {
          field: 'maxReplicaCount',
          expected: `at least min_replica_count, which is ${minReplicaCount}`,
          found: String(maxReplicaCount),
        },
};

const countNeedsType: Rule<Pick<ServingInputs, 'acceleratorType' | 'acceleratorCount'>> = {
  says: 'accelerator_count needs accelerator_type.',
  reads: ['acceleratorType', 'acceleratorCount'],
  breach: ({ acceleratorType, acceleratorCount }) =>
    acceleratorCount === undefined || acceleratorType !== undefined
      ? undefined
      : { field: 'acceleratorType', expected: 'the type of the accelerators counted' },
};

const targetNeedsAccelerator: Rule<
  Pick<ServingInputs, 'acceleratorType' | 'autoscalingAccelerator'>
> = {
  says: 'autoscaling_accelerator needs accelerator_type.',
  reads: ['acceleratorType', 'autoscalingAccelerator'],
  breach: ({ acceleratorType, autoscalingAccelerator }) =>
    autoscalingAccelerator === undefined || acceleratorType !== undefined
      ? undefined
      : {
          field: 'autoscalingAccelerator',
          expected: 'nothing, because there is no accelerator_type',
          found: String(autoscalingAccelerator),
        },
};

/** What must hold between the inputs of serving. */
export const servingRules = [replicasAscend, countNeedsType, targetNeedsAccelerator] as const;
