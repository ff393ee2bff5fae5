import type { InputsOf } from '../../../src/contract/step.ts';
import type { Journal } from '../../../src/ports/journal.ts';
import type { PredictionAnswer } from '../../../src/ports/predictions.ts';
import { deployStaging } from '../../../src/steps/deploy-staging/contract.ts';
import { runDeployStaging } from '../../../src/steps/deploy-staging/run.ts';
import { deployedModelIdOf } from '../../../src/vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint } from '../../../src/vertex/endpoint.ts';
import { managedLabel, managedValue } from '../../../src/vertex/labels.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeEndpoints, type FakeEndpointsOptions } from '../../support/fake-endpoints.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { fakeLogs } from '../../support/fake-logs.ts';
import { answered, fakePredictions, refused } from '../../support/fake-predictions.ts';
import { type Executioner, executioner } from '../../support/killable.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

export const parent = 'projects/acme-ml/locations/us-central1';
export const endpointName = `${parent}/endpoints/staging`;
export const model = `${parent}/models/birds`;
export const releaseId = 'birds-1a2b3c4d-1';
export const candidate = deployedModelIdOf(releaseId, 'staging');

type Inputs = InputsOf<typeof deployStaging>;

export const machine = { machineType: 'n1-standard-2', minReplicaCount: 1, maxReplicaCount: 1 };

export function deployed(id: string, modelVersionId: string): DeployedModel {
  return { id, model, modelVersionId, displayName: `birds ${modelVersionId}`, ...machine };
}

/** Staging as the release before left it: version 3 serves. */
export function staging(change: Partial<Endpoint> = {}): Endpoint {
  return {
    name: endpointName,
    displayName: 'staging',
    labels: { [managedLabel]: managedValue },
    split: { '7001': 100 },
    deployed: [deployed('7001', '3')],
    etag: 'etag-0',
    ...change,
  };
}

export const empty: Partial<Endpoint> = { split: {}, deployed: [] };

export interface Setting extends Pick<FakeEndpointsOptions, 'skew'> {
  endpoint?: Endpoint | undefined;
  /** What the container writes, in the order of time. */
  log?: readonly string[];
  answer?: (count: number) => PredictionAnswer;
  registered?: boolean;
}

export interface Run {
  signal?: AbortSignal;
  killer?: Executioner;
}

export function world({
  endpoint,
  answer = () => answered(0.5),
  registered = true,
  skew = {},
  log = [],
}: Setting = {}) {
  const clock = fakeClock();
  const present = endpoint === undefined ? [] : [endpoint];
  const endpoints = fakeEndpoints(clock, { endpoints: present, skew });
  const lines = log.map((text, index) => ({
    at: clock.now() + index,
    id: `${index}`,
    severity: 'ERROR',
    text,
  }));
  const host = fakeHost();
  const predictions = fakePredictions((_, count) => answer(count));
  const register = passedStep({ model_version: `${model}@4` });
  const journal = fakeJournal(fakeRecord({ steps: registered ? { register } : {} }));
  const run = async (change: Partial<Inputs> = {}, { signal, killer = executioner() }: Run = {}) =>
    await runDeployStaging(
      inputsOf(deployStaging, { endpoint: 'staging' }, { smokeInstance: { speed: 1 }, ...change }),
      stepContext(
        {
          clock,
          host,
          endpoints: killer.watch(endpoints),
          predictions: killer.watch(predictions),
          logs: killer.watch(fakeLogs(clock, lines)),
        },
        {
          journal: watchedJournal(journal, killer),
          ...(signal === undefined ? {} : { signal }),
        },
      ),
    );
  return { clock, endpoints, host, predictions, journal, run };
}

/** A journal whose notes count as calls, and whose record is what it has become. */
function watchedJournal(journal: Journal, killer: Executioner): Journal {
  const watched = killer.watch({ note: journal.note });
  return {
    get record() {
      return journal.record;
    },
    note: (...args) => watched.note(...args),
  };
}

export function refuseFirst(count: number): PredictionAnswer {
  return count === 1 ? refused(500, 'broken') : answered(0.5);
}

export function serving({ endpoints }: ReturnType<typeof world>) {
  const endpoint = endpoints.peek(endpointName);
  return { split: endpoint?.split, ids: endpoint?.deployed.map(({ id }) => id) };
}

export const served = { split: { [candidate]: 100 }, ids: [candidate] };
export const gone = { split: undefined, ids: undefined };

/** What serves, as it was found. */
export function standing(endpoint: Endpoint | undefined) {
  if (endpoint === undefined) return gone;
  return { split: endpoint.split, ids: endpoint.deployed.map(({ id }) => id) };
}
