import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { InputsOf } from '../../../src/contract/step.ts';
import { originsFrom } from '../../../src/google/origin.ts';
import { googlePorts } from '../../../src/google/ports.ts';
import { deployStaging } from '../../../src/steps/deploy-staging/contract.ts';
import { runDeployStaging } from '../../../src/steps/deploy-staging/run.ts';
import { Bench, serverImage } from '../../emulator/harness.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

// Model servers are started; a busy machine may take its time.
jest.setTimeout(120_000);

const parent = 'projects/demo-project/locations/us-central1';
const endpoint = `${parent}/endpoints/staging`;

describe('staging on the embedded Vertex', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.start({ timing: { readyTimeoutMs: 20_000 } });
  });

  afterEach(async () => {
    await bench.stop();
  });

  /** A clock that is as fast as the machine: pauses are turns of the event loop. */
  const clock = {
    now: () => Date.now(),
    sleep: async () => await new Promise<void>((resolve) => void setImmediate(resolve)),
  };

  async function upload(env: Record<string, string> = {}, request: object = {}): Promise<string> {
    const routes = { predictRoute: '/predict', healthRoute: '/healthz' };
    const list = Object.entries(env).map(([name, value]) => ({ name, value }));
    return await bench.upload({
      request,
      model: { containerSpec: { imageUri: `${serverImage}:1`, env: list, ...routes } },
    });
  }

  function release(modelVersion: string, number = 1) {
    const host = fakeHost();
    const origins = originsFrom({ VERTEX_EMULATOR_HOST: bench.emulator.http });
    const ports = googlePorts(origins, clock, { next: () => 0.5 });
    const register = passedStep({ model_version: modelVersion });
    const releaseId = `birds-1a2b3c4d-${number}`;
    const journal = fakeJournal(fakeRecord({ releaseId, steps: { register } }));
    const run = async (change: Partial<InputsOf<typeof deployStaging>> = {}) =>
      await runDeployStaging(
        inputsOf(
          deployStaging,
          { endpoint: 'staging', project_id: 'demo-project', create_endpoint: 'true' },
          { smokeInstance: 21, ...change },
        ),
        stepContext({ ...ports, clock, host }, { journal, emulated: true }),
      );
    return { run, host, ports };
  }

  const fault = async (spec: object) => {
    const answer = await bench.call('POST', '/emulator/v1/faults', spec);
    expect(answer.status).toBeLessThan(300);
  };

  const found = async () => {
    const { body } = await bench.call('GET', `/v1/${endpoint}`);
    const models = [...(body['deployedModels'] ?? [])];
    return { body, split: body['trafficSplit'], ids: models.map((each) => each['id']) };
  };

  it('is served by one release after the other, and told as asked for', async () => {
    const explanationSpec = { parameters: { sampledShapleyAttribution: { pathCount: 10 } } };
    const first = release(await upload());
    const result = await first.run({
      acceleratorType: 'NVIDIA_TESLA_T4',
      maxReplicaCount: 2,
      autoscalingRequests: 600,
      serviceAccount: 'server@acme-ml.iam.gserviceaccount.com',
      explanationSpec,
      accessLogging: true,
      endpointAccess: 'dedicated',
      requestLogRate: 0.25,
      ttl: 3_600_000,
    });
    expect(result).toMatchObject({ verdict: 'pass' });
    expect(first.host.lines.filter((line) => line.startsWith('! '))).toEqual([]);
    const { body } = await found();
    expect(body).toMatchObject({
      dedicatedEndpointEnabled: true,
      predictRequestResponseLoggingConfig: {
        enabled: true,
        samplingRate: 0.25,
        bigqueryDestination: { outputUri: 'bq://demo-project' },
      },
      labels: { 'managed-by': 'vertex-release', 'vertex-release-made-by': 'deploy-staging' },
      deployedModels: [
        {
          serviceAccount: 'server@acme-ml.iam.gserviceaccount.com',
          enableAccessLogging: true,
          explanationSpec,
          dedicatedResources: {
            machineSpec: { acceleratorType: 'NVIDIA_TESLA_T4', acceleratorCount: 1 },
            maxReplicaCount: 2,
            autoscalingMetricSpecs: [{ target: 600 }],
          },
        },
      ],
    });
    expect(result.outputs['dedicated_dns']).toBe(body['dedicatedEndpointDns']);

    const second = release(await upload({ MODEL_VERSION: '2' }), 2);
    const replaced = await second.run();
    expect(replaced).toMatchObject({ verdict: 'pass' });
    const id = String(replaced.outputs['deployed_model_id']);
    expect(await found()).toMatchObject({ split: { [id]: 100 }, ids: [id] });
    expect(await second.run()).toMatchObject({ outputs: { deployed_model_id: id } });
    expect(second.host.lines.join('\n')).toContain('nothing to deploy');
  });

  it('tells why a server exits, once, and leaves nothing behind', async () => {
    const there = release(await upload({ EXIT_WITH: '3' }));
    const failure = await there.run().catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringContaining('the model cannot be loaded'),
    });
    expect(String((failure as Error).message).match(/cannot be loaded/g)).toHaveLength(1);
    expect((await bench.call('GET', `/v1/${endpoint}`)).status).toBe(404);
  });

  it('shows the end of the log where the operation says nothing', async () => {
    const model = await upload();
    await release(model).run();
    await bench.call('POST', '/emulator/v1/faults', {
      kind: 'failing_operation',
      method: '*.DeployModel',
      message: 'model server never became ready',
      count: 1,
    });
    const { ports } = release(model);
    const { ids } = await found();
    const lines = await ports.logs.ofDeployedModel({
      endpoint,
      deployedModelId: String(ids[0]),
      since: 0,
      count: 5,
    });
    expect(lines.length).toBeLessThanOrEqual(5);
    const next = release(await upload({ MODEL_VERSION: '2' }), 2);
    await expect(next.run()).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringContaining('never became ready'),
    });
    expect(await found()).toMatchObject({ ids });
  });

  it.each([
    ['whose answer is lost', { kind: 'response_lost' }],
    ['that is answered with 503', { kind: 'status', status: 'UNAVAILABLE', message: 'try later' }],
    ['whose connection breaks', { kind: 'connection_reset' }],
  ])('is deployed to once by a call %s', async (_, what) => {
    await fault({ ...what, method: '*.DeployModel', count: 1 });
    const there = release(await upload());
    const result = await there.run();
    expect(result).toMatchObject({ verdict: 'pass' });
    expect((await found()).ids).toEqual([result.outputs['deployed_model_id']]);
    expect(there.host.lines.join('\n')).toContain('looking whether it had an effect');
  });

  it('explains a quota that a deployment meets', async () => {
    await fault({
      kind: 'failing_operation',
      method: '*.DeployModel',
      status: 'RESOURCE_EXHAUSTED',
      message:
        'The following quota metrics exceed quota limits: aiplatform.googleapis.com/custom_model_serving_cpus',
      count: 1,
    });
    await expect(release(await upload()).run()).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      mend: expect.stringContaining('custom_model_serving_cpus of demo-project in us-central1'),
    });
    expect((await bench.call('GET', `/v1/${endpoint}`)).status).toBe(404);
  });

  it('is cleaned once its time is over', async () => {
    const there = release(await upload());
    await there.run({ ttl: 1 });
    expect(await there.run({ mode: 'clean', dryRun: true })).toMatchObject({
      summary: 'would remove 1 deployed models from 1 endpoints',
    });
    expect(await there.run({ mode: 'clean' })).toMatchObject({ outputs: { removed: 1 } });
    expect((await bench.call('GET', `/v1/${endpoint}`)).status).toBe(404);
  });
});
