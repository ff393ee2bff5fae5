import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { permissionsPage, projectRole } from '../../scripts/generate/permissions-page.ts';
import { stepPermissions } from '../../scripts/generate/step-permissions.ts';
import { customRoleYaml } from '../../src/contract/permission-role.ts';
import type { CloudPorts } from '../../src/google/ports.ts';
import { type StepName, stepNames } from '../../src/release/step-name.ts';

const source = resolve(import.meta.dirname, '../../src');

type PortName = keyof CloudPorts;
type Calls = { readonly [P in PortName]: Readonly<Record<keyof CloudPorts[P] & string, string[]>> };

/** What each method of a port calls, as the adapters in src/google name it. */
const calls: Calls = {
  models: {
    find: ['ModelService.GetModel'],
    listVersions: ['ModelService.ListModelVersions'],
    startUpload: ['ModelService.UploadModel'],
    awaitUpload: ['Operations.GetOperation of a model'],
    changeAliases: ['ModelService.MergeVersionAliases'],
  },
  evaluations: {
    list: ['ModelService.ListModelEvaluations'],
    add: ['ModelService.ImportModelEvaluation'],
    listSlices: ['ModelService.ListModelEvaluationSlices'],
    addSlices: ['ModelService.BatchImportModelEvaluationSlices'],
  },
  lineage: {
    ensure: [
      'MetadataService.CreateMetadataStore',
      'Operations.GetOperation of a metadata store',
      'MetadataService.CreateArtifact',
      'MetadataService.CreateExecution',
      'MetadataService.CreateContext',
    ],
    addEvents: ['MetadataService.AddExecutionEvents'],
    addToContext: ['MetadataService.AddContextArtifactsAndExecutions'],
  },
  images: { find: ['ArtifactRegistry.GetDockerImage', 'ArtifactRegistry.GetTag'] },
  batchPredictions: {
    create: ['JobService.CreateBatchPredictionJob'],
    get: ['JobService.GetBatchPredictionJob'],
    findByName: ['JobService.ListBatchPredictionJobs'],
    cancel: ['JobService.CancelBatchPredictionJob'],
  },
  endpoints: {
    get: ['EndpointService.GetEndpoint'],
    find: ['EndpointService.GetEndpoint', 'EndpointService.ListEndpoints'],
    startCreate: ['EndpointService.CreateEndpoint'],
    startDeploy: ['EndpointService.DeployModel'],
    startUndeploy: ['EndpointService.UndeployModel'],
    startDelete: ['EndpointService.DeleteEndpoint'],
    findRunning: ['Operations.ListOperations of an endpoint'],
    findByLabel: ['EndpointService.GetEndpoint', 'EndpointService.ListEndpoints'],
    awaitChange: ['Operations.GetOperation of an endpoint'],
    update: ['EndpointService.UpdateEndpoint'],
    checkChange: ['Operations.GetOperation of an endpoint'],
  },
  jobs: {
    create: ['JobService.CreateCustomJob'],
    get: ['JobService.GetCustomJob'],
    findByLabel: ['JobService.ListCustomJobs'],
    cancel: ['JobService.CancelCustomJob'],
  },
  predictions: {
    predict: ['PredictionService.Predict'],
    send: ['PredictionService.Predict'],
    load: ['PredictionService.Predict'],
  },
  metrics: {
    responses: ['MetricService.ListTimeSeries'],
    latencies: ['MetricService.ListTimeSeries'],
    replicas: ['MetricService.ListTimeSeries'],
    replicaHistory: ['MetricService.ListTimeSeries'],
    counts: ['MetricService.GetMetricDescriptor', 'MetricService.ListTimeSeries'],
    describe: ['MetricService.GetMetricDescriptor'],
  },
  alerting: {
    find: ['AlertPolicyService.ListAlertPolicies'],
    create: ['AlertPolicyService.CreateAlertPolicy'],
    replace: ['AlertPolicyService.UpdateAlertPolicy'],
    delete: ['AlertPolicyService.DeleteAlertPolicy'],
  },
  measurements: {
    isWritten: ['MetricService.ListTimeSeries'],
    write: ['MetricService.CreateTimeSeries'],
  },
  logs: { ofJob: ['logging.entries.list'], ofDeployedModel: ['logging.entries.list'] },
  notifications: { toTopic: ['Publisher.Publish'], toWebhook: [] },
  objects: {
    read: ['storage.objects.get'],
    generationOf: ['storage.objects.get'],
    open: ['storage.objects.get'],
    write: ['storage.objects.insert'],
    list: ['storage.objects.list'],
    describe: ['storage.objects.list'],
  },
  warehouse: {
    query: ['bigquery.jobs.query', 'bigquery.jobs.getQueryResults'],
    pages: ['bigquery.jobs.query', 'bigquery.jobs.getQueryResults'],
  },
};

/**
 * What each call asks for. Vertex AI: docs.cloud.google.com/vertex-ai/docs/general/iam-permissions, where
 * GET on an operation asks for `get` of its resource; MergeVersionAliases: its page of the REST
 * reference. Cloud Storage: docs.cloud.google.com/storage/docs/access-control/iam-json. Monitoring,
 * Logging, Pub/Sub, Artifact Registry and BigQuery: their access control pages, where who creates a job of BigQuery may read its
 * results. Of ListModelVersions, of the import of
 * slices, of the wait for a metadata store, and of the model that DeployModel reads, none says anything.
 */
const asked: Readonly<Record<string, readonly string[]>> = {
  'ModelService.GetModel': ['aiplatform.models.get'],
  'ModelService.ListModelVersions': ['aiplatform.models.list'],
  'ModelService.UploadModel': ['aiplatform.models.upload'],
  'ModelService.MergeVersionAliases': ['aiplatform.models.update'],
  'Operations.GetOperation of a model': ['aiplatform.models.get'],
  'ModelService.ListModelEvaluations': ['aiplatform.modelEvaluations.list'],
  'ModelService.ImportModelEvaluation': ['aiplatform.modelEvaluations.import'],
  'ModelService.ListModelEvaluationSlices': ['aiplatform.modelEvaluationSlices.list'],
  'ModelService.BatchImportModelEvaluationSlices': ['aiplatform.modelEvaluationSlices.import'],
  'MetadataService.CreateMetadataStore': ['aiplatform.metadataStores.create'],
  'Operations.GetOperation of a metadata store': ['aiplatform.metadataStores.get'],
  'MetadataService.CreateArtifact': ['aiplatform.artifacts.create'],
  'MetadataService.CreateExecution': ['aiplatform.executions.create'],
  'MetadataService.CreateContext': ['aiplatform.contexts.create'],
  'MetadataService.AddExecutionEvents': ['aiplatform.executions.addExecutionEvents'],
  'MetadataService.AddContextArtifactsAndExecutions': [
    'aiplatform.contexts.addContextArtifactsAndExecutions',
  ],
  'ArtifactRegistry.GetDockerImage': ['artifactregistry.dockerimages.get'],
  'ArtifactRegistry.GetTag': ['artifactregistry.tags.get'],
  'JobService.CreateBatchPredictionJob': ['aiplatform.batchPredictionJobs.create'],
  'JobService.GetBatchPredictionJob': ['aiplatform.batchPredictionJobs.get'],
  'JobService.ListBatchPredictionJobs': ['aiplatform.batchPredictionJobs.list'],
  'JobService.CancelBatchPredictionJob': ['aiplatform.batchPredictionJobs.cancel'],
  'EndpointService.GetEndpoint': ['aiplatform.endpoints.get'],
  'EndpointService.ListEndpoints': ['aiplatform.endpoints.list'],
  'EndpointService.CreateEndpoint': ['aiplatform.endpoints.create'],
  'EndpointService.DeployModel': [
    'aiplatform.endpoints.deploy',
    'aiplatform.models.get',
    'iam.serviceAccounts.actAs',
  ],
  'EndpointService.DeleteEndpoint': ['aiplatform.endpoints.delete'],
  'EndpointService.UndeployModel': ['aiplatform.endpoints.undeploy'],
  'EndpointService.UpdateEndpoint': ['aiplatform.endpoints.update'],
  'Operations.GetOperation of an endpoint': ['aiplatform.endpoints.get'],
  'Operations.ListOperations of an endpoint': ['aiplatform.endpoints.get'],
  'JobService.CreateCustomJob': ['aiplatform.customJobs.create', 'iam.serviceAccounts.actAs'],
  'JobService.GetCustomJob': ['aiplatform.customJobs.get'],
  'JobService.ListCustomJobs': ['aiplatform.customJobs.list'],
  'JobService.CancelCustomJob': ['aiplatform.customJobs.cancel'],
  'PredictionService.Predict': ['aiplatform.endpoints.predict'],
  'MetricService.ListTimeSeries': ['monitoring.timeSeries.list'],
  'MetricService.GetMetricDescriptor': ['monitoring.metricDescriptors.get'],
  'MetricService.CreateTimeSeries': [
    'monitoring.timeSeries.create',
    'monitoring.metricDescriptors.create',
  ],
  'AlertPolicyService.ListAlertPolicies': ['monitoring.alertPolicies.list'],
  'AlertPolicyService.CreateAlertPolicy': ['monitoring.alertPolicies.create'],
  'AlertPolicyService.UpdateAlertPolicy': ['monitoring.alertPolicies.update'],
  'AlertPolicyService.DeleteAlertPolicy': ['monitoring.alertPolicies.delete'],
  'logging.entries.list': ['logging.logEntries.list'],
  'Publisher.Publish': ['pubsub.topics.publish'],
  // Whether an object that is not there is answered with 404 depends on the permission to list.
  'storage.objects.get': ['storage.objects.get', 'storage.objects.list'],
  'storage.objects.insert': ['storage.objects.create', 'storage.objects.delete'],
  'storage.objects.list': ['storage.objects.list'],
  'bigquery.jobs.query': ['bigquery.jobs.create', 'bigquery.tables.getData'],
  'bigquery.jobs.getQueryResults': ['bigquery.jobs.create'],
};

/** What runs with a step besides the modules of its folder. */
const alongside: Readonly<Record<StepName, readonly string[]>> = {
  validate: ['pipeline/record-store.ts', 'pipeline/identity.ts'],
  train: ['pipeline/record-store.ts', 'pipeline/identity.ts'],
  register: ['pipeline/record-store.ts'],
  'deploy-staging': ['pipeline/record-store.ts'],
  'integration-test': ['pipeline/record-store.ts'],
  'canary-promote': ['pipeline/record-store.ts', 'pipeline/release-on-endpoint.ts'],
};

/** `models.find`, `objects.read`, …: every method of a port that stands in a text. */
function usedIn(text: string): string[] {
  return Object.entries(calls).flatMap(([port, methods]) =>
    Object.keys(methods)
      .filter((method) => new RegExp(`\\b${port}\\s*\\.\\s*${method}\\(`).test(text))
      .map((method) => `${port}.${method}`),
  );
}

function methodsOf(step: StepName): string[] {
  const files = [...globSync(`steps/${step}/*.ts`, { cwd: source }), ...alongside[step]];
  const used = files.flatMap((file) => usedIn(readFileSync(join(source, file), 'utf8')));
  return [...new Set(used)].flatMap((name) => {
    const [port = '', method = ''] = name.split('.');
    return (calls as Record<string, Record<string, string[]>>)[port]?.[method] ?? [];
  });
}

const namesOf = (step: StepName) => stepPermissions[step].map(({ permission }) => permission);

describe('the map from calls to permissions', () => {
  it('has every call of the adapters and no other', () => {
    const adapters = globSync('google/*.ts', { cwd: source }).map((file) =>
      readFileSync(join(source, file), 'utf8'),
    );
    const found = adapters.flatMap((text) => {
      const [, service] = /method: `(\w+)\.\$\{method\}`/.exec(text) ?? [];
      const ofService = [...text.matchAll(/\bcall\(\s*'(\w+)'/g)].map(
        ([, name]) => `${service}.${name}`,
      );
      const named = [...text.matchAll(/\bmethod(?:: | = )'(\w+\.[\w.]+)'/g)].map(
        ([, name]) => name,
      );
      return [...ofService, ...named];
    });
    const known = Object.keys(asked).map((name) => name.replace(/ of an? .*/, ''));
    expect([...new Set(found)].toSorted()).toEqual([...new Set(known)].toSorted());
  });

  it('has what every method of a port calls', () => {
    const called = Object.values(calls).flatMap((methods) => Object.values(methods).flat());
    expect([...new Set(called)].toSorted()).toEqual(Object.keys(asked).toSorted());
  });

  it('knows every place from which objects and endpoints are reached outside of steps', () => {
    const others = globSync('pipeline/*.ts', { cwd: source }).filter(
      (file) => usedIn(readFileSync(join(source, file), 'utf8')).length > 0,
    );
    expect(others.toSorted()).toEqual([...new Set(Object.values(alongside).flat())].toSorted());
    const beside = globSync('steps/*.ts', { cwd: source });
    expect(beside.flatMap((file) => usedIn(readFileSync(join(source, file), 'utf8')))).toEqual([]);
  });
});

describe.each(stepNames)('the permissions of %s', (step) => {
  const needed = new Set(methodsOf(step).flatMap((method) => asked[method] ?? []));

  it('cover every call that the step makes', () => {
    expect(needed.size).toBeGreaterThan(0);
    expect([...needed].filter((name) => !namesOf(step).includes(name))).toEqual([]);
  });

  it('are none that no call asks for', () => {
    expect(namesOf(step).filter((name) => !needed.has(name))).toEqual([]);
  });

  it('stand once for each place, with the sentence that says why', () => {
    const places = stepPermissions[step].map(({ permission, on }) => `${permission} on ${on}`);
    expect(places).toEqual([...new Set(places)]);
    for (const { permission, why } of stepPermissions[step]) {
      expect(permission).toMatch(
        /^(aiplatform|storage|logging|monitoring|pubsub|bigquery|iam|artifactregistry)(\.[a-zA-Z]+){2}$/,
      );
      expect(why).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it('are a role that gcloud reads, with what is granted in the project', () => {
    const role = projectRole(step);
    const inProject = stepPermissions[step].filter(({ on }) => on === 'the project');
    expect(role === undefined).toBe(inProject.length === 0);
    if (role === undefined) return;
    expect(role.id).toMatch(/^[a-zA-Z0-9_.]{3,64}$/);
    const yaml = customRoleYaml(role).join('\n');
    expect(parse(yaml)).toEqual({
      title: role.title,
      description: role.description,
      stage: 'GA',
      includedPermissions: inProject.map(({ permission }) => permission).toSorted(),
    });
    expect(permissionsPage()).toContain(yaml);
  });
});

describe('an inferred permission', () => {
  it('says so wherever it is shown', () => {
    for (const step of stepNames) {
      const readme = readFileSync(join(source, '../actions', step, 'README.md'), 'utf8');
      for (const { permission, certainty } of stepPermissions[step]) {
        if (certainty !== 'inferred') continue;
        expect(readme).toContain(`\`${permission}\` (inferred)`);
        expect(permissionsPage()).toContain(`\`${permission}\` (inferred)`);
      }
    }
  });
});

describe('the example workflows', () => {
  it.each([
    'pull-request',
    'pull-request-comment',
    'release',
    'roll-back',
    'canary',
    'staging-clean',
  ])('%s asks for nothing that the page does not name', (name) => {
    const file = join(source, `../examples/birdstrikes/workflows/${name}.yaml`);
    const { permissions, jobs } = parse(readFileSync(file, 'utf8')) as Workflow;
    expect(permissions).toEqual({});
    const page = permissionsPage();
    const wanted = Object.values(jobs).flatMap((job) => Object.entries(job.permissions));
    const unnamed = wanted.filter(([key, access]) => !page.includes(`\`${key}: ${access}\``));
    expect(unnamed).toEqual([]);
  });
});

interface Workflow {
  permissions: unknown;
  jobs: Record<string, { permissions: Record<string, string> }>;
}
