import { defaultJudging } from '../../src/canary/plan.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { Ports, StepContext } from '../../src/ports/ports.ts';
import type { Endpoint } from '../../src/vertex/endpoint.ts';
import { managedLabel, managedValue } from '../../src/vertex/labels.ts';
import type { CanaryPromoteInputs } from '../../src/steps/canary-promote/inputs.ts';
import { absentPort } from './absent-port.ts';
import {
  fakeAlerting,
  type FakeAlerting,
  fakeMeasurements,
  type FakeMeasurements,
} from './fake-alerting.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { fakeEndpoints, type FakeEndpoints, type FakeEndpointsOptions } from './fake-endpoints.ts';
import { fakeHost, type FakeHost } from './fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from './fake-journal.ts';
import { fakeMetrics, type FakeMetrics, type FakeTraffic } from './fake-metrics.ts';
import { fakeModels, type FakeModels, modelVersion } from './fake-models.ts';
import { fakeObjects, type FakeObjects } from './fake-objects.ts';
import { type Executioner, executioner } from './killable.ts';

const parent = 'projects/acme/locations/us-central1';
export const model = `${parent}/models/birds`;
export const endpointName = `${parent}/endpoints/birds-production`;
export const releaseId = 'birds-1a2b3c4d-1';
export const ledgerObject =
  'gs://releases/vertex-release/birds/endpoints/birds-production/ledger.json';

export const championId = '7001';

/** The endpoint as a release finds it: version 3 serves everything. */
export function servingEndpoint(change: Partial<Endpoint> = {}): Endpoint {
  return {
    name: endpointName,
    displayName: 'Birds',
    labels: { [managedLabel]: managedValue },
    split: { [championId]: 100 },
    deployed: [{ id: championId, model, modelVersionId: '3', displayName: 'birds' }],
    etag: 'etag-0',
    ...change,
  };
}

export function canaryInputs(change: Partial<CanaryPromoteInputs> = {}): CanaryPromoteInputs {
  return {
    location: { projectId: 'acme', region: 'us-central1' },
    bucket: 'releases',
    model: 'birds',
    endpoint: 'birds-production',
    createEndpoint: false,
    adopt: false,
    labels: {},
    machine: { machineType: 'n1-standard-2', minReplicaCount: 1, maxReplicaCount: 2 },
    steps: [10, 50, 100],
    minBakeMs: 300_000,
    maxBakeMs: 1_800_000,
    minWindows: 3,
    windowMs: 60_000,
    settleMs: 60_000,
    warmupMs: 30_000,
    alpha: 0.01,
    marginOdds: 1,
    ...defaultJudging,
    onInconclusive: 'hold',
    keepStableMs: 120_000,
    deadlineMs: 21_600_000,
    deployTimeoutMs: 1_800_000,
    moveDefault: true,
    requireApproval: [],
    wait: true,
    notifyWebhook: undefined,
    notifyTopic: undefined,
    operation: 'run',
    dryRun: false,
    ...change,
  };
}

/** Everything outside, in memory; lasts longer than any one run of the step. */
export interface CanaryWorld {
  readonly clock: FakeClock;
  readonly endpoints: FakeEndpoints;
  readonly models: FakeModels;
  readonly objects: FakeObjects;
  readonly metrics: FakeMetrics;
  readonly alerting: FakeAlerting;
  readonly measurements: FakeMeasurements;
  readonly host: FakeHost;
  readonly journal: Journal;
  /** What one run of the step gets; an executioner may end it early. */
  context(signal?: AbortSignal, death?: Executioner): StepContext;
  /** What another runner gets, on a clock of its own where there are several at once. */
  contextOf(runner: string, change?: Partial<Ports>): StepContext;
}

export interface WorldOptions extends FakeEndpointsOptions {
  /** Error rate of the champion and of everybody else, in [0, 1]. */
  championErrors?: number;
  challengerErrors?: number;
  requestsPerMs?: number;
  clientErrorRate?: number;
  emulated?: boolean;
  /** Metrics that the service writes itself. */
  events?: Pick<FakeTraffic, 'metrics' | 'badShare'>;
}

/** Version 3 is champion and default; version 4 was registered as the challenger. */
export function canaryWorld(options: WorldOptions = {}): CanaryWorld {
  const { endpoints: present = [servingEndpoint()], emulated = false } = options;
  const clock = fakeClock();
  const endpoints = fakeEndpoints(clock, { ...options, endpoints: present });
  const models = fakeModels([
    modelVersion(model, '3', ['champion', 'default']),
    modelVersion(model, '4', ['challenger']),
  ]);
  const objects = fakeObjects();
  const { championErrors = 0.01, challengerErrors = 0.01, requestsPerMs = 0.02 } = options;
  const metrics = fakeMetrics({
    splits: endpoints.splits,
    requestsPerMs,
    ...options.events,
    errorRate: (id) => (id === championId ? championErrors : challengerErrors),
    ...(options.clientErrorRate === undefined ? {} : { clientErrorRate: options.clientErrorRate }),
  });
  const alerting = fakeAlerting();
  const measurements = fakeMeasurements();
  const host = fakeHost();
  const register = passedStep({ model_version: `${model}@4` });
  const journal = fakeJournal(fakeRecord({ releaseId, steps: { register } }));
  const world: CanaryWorld = {
    clock,
    endpoints,
    models,
    objects,
    metrics,
    alerting,
    measurements,
    host,
    journal,
    context(signal = new AbortController().signal, death = executioner()) {
      const ports: Ports = {
        endpoints: death.watch(endpoints),
        models: death.watch(models),
        objects: death.watch(objects),
        metrics: death.watch(metrics),
        alerting: death.watch(alerting),
        measurements: death.watch(measurements),
        host,
        clock,
        jobs: absentPort('jobs'),
        predictions: absentPort('predictions'),
        logs: absentPort('logs'),
        notifications: absentPort('notifications'),
        warehouse: absentPort('warehouse'),
        evaluations: absentPort('evaluations'),
        lineage: absentPort('lineage'),
        images: absentPort('images'),
        batchPredictions: absentPort('batchPredictions'),
        files: absentPort('files'),
        commands: absentPort('commands'),
        random: absentPort('random'),
      };
      return { ports, journal: death.watch(journal), signal, emulated, namedFiles: [] };
    },
    contextOf(runner, change = {}) {
      const { ports, ...rest } = world.context();
      const other = { ...host, runner: { name: runner, isGone: () => false } };
      return { ...rest, ports: { ...ports, host: other, ...change } };
    },
  };
  return world;
}
