import type { ClientName } from './client.ts';
import type { BehaviourId } from './fidelity/behaviours.ts';

/** A step of the scenario: which clients have something for it, and what it shows. */
export interface Step {
  clients: readonly ClientName[];
  behaviours: readonly BehaviourId[];
}

const python = ['Python SDK 1', 'Python SDK 2'] as const;
const node = ['Node REST', 'Node gRPC'] as const;
const libraries = [...python, ...node] as const;
const all = ['gcloud', ...libraries] as const;
/** The library of Cloud Storage comes with the Python SDK. */
const storage = ['gcloud storage', ...python] as const;

/** The scenario. Every client that is named must take the step, and no other may. */
export const steps = {
  'upload a first version': {
    clients: all,
    behaviours: ['paths', 'project-numbers', 'operations', 'versions'],
  },
  'upload a second version with alias, labels and description': {
    clients: all,
    behaviours: ['versions', 'version-labels'],
  },
  'list the versions of a model': { clients: all, behaviours: ['versions', 'default-version'] },
  'read a version by its alias': { clients: all, behaviours: ['versions'] },
  'move an alias to another version': { clients: all, behaviours: ['versions'] },
  'refuse a bad alias': { clients: all, behaviours: ['versions', 'errors'] },
  'refuse to take the default alias away': {
    clients: libraries,
    behaviours: ['default-version', 'errors'],
  },
  'update a model and a version': { clients: libraries, behaviours: ['update-scopes'] },
  'list models by a filter': { clients: libraries, behaviours: ['filters'] },
  'answer that a model is not there': { clients: all, behaviours: ['errors'] },
  'copy a model': { clients: all, behaviours: ['copies'] },
  'import an evaluation of a version': { clients: libraries, behaviours: ['evaluations'] },

  'create an endpoint with an id of our own': {
    clients: all,
    behaviours: ['project-numbers', 'operations', 'endpoint-ids'],
  },
  'refuse a bad endpoint id': { clients: all, behaviours: ['endpoint-ids', 'errors'] },
  'answer that an endpoint is not there': { clients: all, behaviours: ['errors'] },
  'refuse a prediction without traffic': { clients: all, behaviours: ['no-traffic', 'errors'] },
  'deploy the first version with all traffic': {
    clients: all,
    behaviours: ['split', 'operations', 'paths'],
  },
  'deploy the second version without traffic': { clients: python, behaviours: ['split'] },
  'deploy the second version without a split': {
    clients: ['gcloud', ...node],
    behaviours: ['split-at-deploy'],
  },
  'refuse a split that does not add up': { clients: all, behaviours: ['split', 'errors'] },
  'refuse a split of an unknown deployed model': { clients: all, behaviours: ['split', 'errors'] },
  'split the traffic': { clients: all, behaviours: ['split'] },
  'refuse a stale etag': { clients: libraries, behaviours: ['etag', 'errors'] },
  predict: { clients: all, behaviours: ['predictions'] },
  // In REST mode the Node client sends the message of the method, not the bytes.
  'predict with a body of our own': {
    clients: ['gcloud', ...python, 'Node gRPC'],
    behaviours: ['raw-predictions'],
  },
  'pass on a refusal of the model server': { clients: all, behaviours: ['server-status'] },
  'list endpoints by a filter': { clients: libraries, behaviours: ['filters'] },
  'refuse to undeploy a model with traffic': { clients: all, behaviours: ['undeploy', 'errors'] },
  'undeploy a model and give its traffic away': { clients: all, behaviours: ['undeploy'] },
  'undeploy a model without traffic': { clients: libraries, behaviours: ['undeploy'] },
  'undeploy the last model with its traffic': {
    clients: ['gcloud', ...node],
    behaviours: ['last-undeploy'],
  },
  'refuse to delete an endpoint with models': { clients: all, behaviours: ['deletion', 'errors'] },
  'refuse to delete a deployed model': { clients: all, behaviours: ['deletion', 'errors'] },
  'fail a deployment of an unknown image': {
    clients: all,
    behaviours: ['deployments', 'operations', 'errors'],
  },

  'run a custom job to success': { clients: all, behaviours: ['jobs'] },
  'run a custom job to failure': { clients: all, behaviours: ['jobs'] },
  'cancel a custom job': { clients: all, behaviours: ['jobs'] },
  'list custom jobs by state': { clients: libraries, behaviours: ['filters'] },
  'read the logs of a job': { clients: ['gcloud'], behaviours: ['logs'] },
  'predict in batch': { clients: libraries, behaviours: ['batches'] },
  'refuse to tune hyperparameters, and say why': { clients: all, behaviours: ['unserved'] },

  'record a run of an experiment': { clients: libraries, behaviours: ['experiments'] },
  'record the time series of a run': { clients: libraries, behaviours: ['tensorboards'] },
  'record the artifacts of an execution': { clients: libraries, behaviours: ['lineage'] },
  'delete experiments': { clients: libraries, behaviours: ['experiments'] },

  'read the series of predictions': { clients: node, behaviours: ['series'] },
  'keep an alert policy': { clients: ['gcloud', ...node], behaviours: ['alert-policies'] },

  'upload a small object': { clients: storage, behaviours: ['objects'] },
  'upload a large object in parts': { clients: storage, behaviours: ['resumable-uploads'] },
  'download what was uploaded': { clients: storage, behaviours: ['objects'] },
  'list objects by prefix': { clients: storage, behaviours: ['objects'] },
  'refuse a write whose precondition does not hold': {
    clients: storage,
    behaviours: ['preconditions'],
  },
  'move an object': { clients: storage, behaviours: ['objects'] },
  'remove objects': { clients: storage, behaviours: ['objects'] },
  'answer that an object is not there': { clients: storage, behaviours: ['objects'] },

  'delete everything': { clients: all, behaviours: ['operations'] },
} as const satisfies Readonly<Record<string, Step>>;

export type StepName = keyof typeof steps;

/** What a client is to take, in the order of this page. */
export function stepsOf(client: ClientName): readonly StepName[] {
  return (Object.entries(steps) as [StepName, Step][])
    .filter(([, { clients }]) => clients.includes(client))
    .map(([name]) => name);
}
