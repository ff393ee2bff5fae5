import { formatInstant } from '../../units/time.ts';
import type { DeployedModel, Endpoint } from '../../vertex/endpoint.ts';
import { idOf, versionedIdOf } from '../../vertex/resource-name.ts';
import { describeMachine, describeResources, type Machine } from '../../vertex/serving.ts';
import { describeCost } from '../../vertex/serving-cost.ts';
import { equalSplits, shareOf } from '../../vertex/traffic-split.ts';
import type { StagingPlan } from './plan.ts';
import type { StagingWish } from './wish.ts';

export interface PlannedStaging {
  wish: StagingWish;
  plan: StagingPlan;
  /** As it is; undefined when it has yet to be made. */
  endpoint: Endpoint | undefined;
  region: string;
  /** Ms since the epoch. */
  expires: number | undefined;
}

/** What is there, what will be done, what there is then and what that costs: one line each. */
export function planLines(planned: PlannedStaging): string[] {
  return [...linesOfPresent(planned), ...linesOfChanges(planned), ...linesOfFuture(planned)];
}

/** Nothing has to be deployed, moved or taken away. */
export function isSettled({ plan, endpoint }: PlannedStaging): boolean {
  return (
    plan.deploy === undefined &&
    plan.undeploy.length === 0 &&
    endpoint !== undefined &&
    equalSplits(endpoint.split, plan.split)
  );
}

function linesOfPresent({ endpoint, wish, region }: PlannedStaging): string[] {
  if (endpoint === undefined) return [`there is no endpoint ${wish.endpointId}`];
  if (endpoint.deployed.length === 0) return [`${wish.endpointId} serves nothing`];
  return endpoint.deployed.map((deployed) => describeDeployed(deployed, endpoint, region));
}

/** `staging serves 7001, birds@3, with 100 % on 1 to 1 × n1-standard-2: about 0.11 USD an hour (…)`. */
export function describeDeployed(
  deployed: DeployedModel,
  endpoint: Endpoint,
  region: string,
): string {
  const { id, model, modelVersionId, pool } = deployed;
  const share = `with ${shareOf(endpoint.split, id)} %`;
  const served = `${idOf(endpoint.name)} has ${id}, ${idOf(model)}@${modelVersionId}, ${share}`;
  if (pool !== undefined) return `${served} on pool ${idOf(pool)}`;
  const machine = wholeMachine(deployed);
  if (machine === undefined) return served;
  return `${served} on ${describeMachine(machine)}: ${describeCost(machine, region)}`;
}

function linesOfChanges(planned: PlannedStaging): string[] {
  const { plan, endpoint, wish } = planned;
  const { endpointId } = wish;
  const candidate = versionedIdOf(wish.modelVersion);
  if (isSettled(planned)) {
    return [
      `nothing to deploy: ${candidate} is on ${endpointId} as asked, as ${plan.serves}, with all traffic`,
    ];
  }
  const on = describeResources(wish.resources);
  return [
    ...(endpoint === undefined ? [`create endpoint ${endpointId}`] : []),
    plan.deploy === undefined
      ? `${candidate} is on ${endpointId} as asked already, as ${plan.serves}`
      : `deploy ${candidate} to ${endpointId} as ${plan.serves} on ${on}`,
    `give all traffic of ${endpointId} to ${plan.serves}`,
    ...(plan.undeploy.length === 0
      ? []
      : [`undeploy what it replaces: ${plan.undeploy.join(', ')}`]),
  ];
}

function linesOfFuture({ wish, plan, region, expires }: PlannedStaging): string[] {
  const { resources, endpointId } = wish;
  const cost = resources.kind === 'shared' ? 'that of the pool' : describeCost(resources, region);
  const both = plan.undeploy.length === 0 ? '' : '; until then also what is replaced';
  return [
    `cost of ${plan.serves} from then on: ${cost}${both}`,
    expires === undefined
      ? `${endpointId} is kept until it is deployed to again`
      : `${endpointId} is kept until ${formatInstant(expires)}; from then on mode clean removes it`,
  ];
}

function wholeMachine(deployed: DeployedModel): Machine | undefined {
  const { machineType, minReplicaCount, maxReplicaCount, accelerator, spot } = deployed;
  if (machineType === undefined || minReplicaCount === undefined) return undefined;
  return {
    machineType,
    minReplicaCount,
    maxReplicaCount: maxReplicaCount ?? minReplicaCount,
    ...(accelerator === undefined ? {} : { accelerator }),
    ...(spot === undefined ? {} : { spot }),
  };
}
