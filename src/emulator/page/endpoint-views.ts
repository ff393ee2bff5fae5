import type { ProcessInfo } from '../runtime/process-table.ts';
import type { DeployedModel, Endpoint } from '../store/resources.ts';
import { cut } from './cut.ts';
import { listingOf, namedOf } from './listing.ts';
import { sourceOfDeployedModel } from './log-tails.ts';
import type { DeployedModelView, EndpointView, Listing, ReplicasView } from './overview.ts';
import type { PageParts } from './page-parts.ts';
import { readTraffic } from './traffic-view.ts';

const endpointLimit = 50;
const messageLength = 1_000;

/** The endpoints that were changed last come first. */
export function viewEndpoints(parts: PageParts): Listing<EndpointView> {
  const { store, runtime } = parts;
  const newestFirst = store.endpoints
    .list('')
    .toSorted((a, b) => Number(a.updateTime < b.updateTime) - Number(a.updateTime > b.updateTime));
  const processes = runtime.processes.list();
  return listingOf(newestFirst, endpointLimit, (endpoint) => ({
    ...namedOf(endpoint, store.projects),
    isChanging: store.operations.running(endpoint.name).length > 0,
    deployedModels: endpoint.deployedModels.map((deployed) =>
      viewDeployedModel(endpoint, deployed, processes, parts),
    ),
  }));
}

function viewDeployedModel(
  endpoint: Endpoint,
  { id, displayName, model, modelVersionId }: DeployedModel,
  processes: readonly ProcessInfo[],
  { store, runtime, clock }: PageParts,
): DeployedModelView {
  const served = runtime.serving.get(endpoint.name, id);
  const modelName = store.models.get(model)?.displayName ?? model;
  const replicas: ReplicasView | undefined = served && {
    ready: served.replicas.readyCount,
    target: served.replicas.targetCount,
    message: cut(served.replicas.availability.message, messageLength),
    processIds: processes
      .filter(({ resource }) => resource === `${endpoint.name} ${id}`)
      .map(({ pid }) => pid),
  };
  return {
    id,
    displayName,
    model: `${modelName}@${modelVersionId}`,
    share: endpoint.trafficSplit[id] ?? 0,
    ...(replicas === undefined ? {} : { replicas }),
    ...readTraffic(served?.series, clock.now()),
    log: sourceOfDeployedModel(endpoint.name, id),
  };
}
