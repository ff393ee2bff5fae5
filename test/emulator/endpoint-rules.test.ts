import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { type Answer, Bench, parent } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

describe('an endpoint', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterEach(async () => {
    await bench.call('POST', '/emulator/v1/reset', {});
  });

  afterAll(async () => {
    await bench.stop();
  });

  const ids: { id: string; isValid: boolean }[] = [
    { id: 'production', isValid: true },
    { id: 'a', isValid: true },
    { id: '123456789', isValid: true },
    { id: 'a'.repeat(63), isValid: true },
    { id: '1234567890', isValid: false },
    { id: '0123', isValid: false },
    { id: 'ends-', isValid: false },
    { id: 'Upper', isValid: false },
    { id: 'a'.repeat(64), isValid: false },
    { id: '1a', isValid: false },
  ];

  it.each(ids)('takes id $id: $isValid', async ({ id, isValid }) => {
    const path = `${parent}/endpoints?endpoint_id=${id}`;
    const answer = await bench.call('POST', path, { displayName: 'e' });
    expect(answer.status).toBe(isValid ? 200 : 400);
  });

  it('is created once', async () => {
    await bench.createEndpoint('twice');
    const again = await bench.call('POST', `${parent}/endpoints?endpointId=twice`, {
      displayName: 'e',
    });
    expect([again.status, again.body['error']?.['status']]).toEqual([409, 'ALREADY_EXISTS']);
  });

  it('gets a generated id and a name with the project number', async () => {
    const answer = await bench.call('POST', `${parent}/endpoints`, { displayName: 'e' });
    expect(answer.body['response']?.['name']).toMatch(
      /^projects\/\d{12}\/locations\/us-central1\/endpoints\/\d{19}$/,
    );
  });

  function list(query: string): Promise<Answer> {
    return bench.call('GET', `${parent}/endpoints?${query}`);
  }

  it('is listed by filter, order and page', async () => {
    for (const id of ['b', 'c', 'a']) await bench.createEndpoint(id);
    const first = await list('orderBy=display_name&pageSize=2');
    expect([...(first.body['endpoints'] ?? [])].map((each) => each['displayName'])).toEqual([
      'a',
      'b',
    ]);
    const token = String(first.body['nextPageToken']);
    const second = await list(`orderBy=display_name&pageSize=2&pageToken=${token}`);
    expect([...(second.body['endpoints'] ?? [])].map((each) => each['displayName'])).toEqual(['c']);
    expect(second.body['nextPageToken']).toBeUndefined();
    const filtered = await list(`filter=${encodeURIComponent('display_name=a OR endpoint=c')}`);
    expect(filtered.body['endpoints']).toHaveLength(2);
    expect((await list('filter=colour%3Dred')).status).toBe(400);
    expect((await list('pageToken=junk')).status).toBe(400);
    expect((await list('colour=red')).status).toBe(400);
  });

  describe('with models 1 at 80 % and 2 at 20 %', () => {
    let endpoint: string;
    let model: string;

    beforeEach(async () => {
      model = await bench.upload();
      endpoint = await bench.createEndpoint('production');
      await bench.deploy(endpoint, model, { trafficSplit: { 0: 100 } }, '1');
      await bench.deploy(endpoint, model, { trafficSplit: { 1: 80, 0: 20 } }, '2');
    });

    const untouched = { 1: 80, 2: 20 };
    const splits: { split: object | undefined; error?: string; after: object }[] = [
      { split: { 1: 50, 2: 50 }, after: { 1: 50, 2: 50 } },
      { split: { 2: 100 }, after: { 2: 100 } },
      { split: { 1: 100, 2: 0 }, after: { 1: 100, 2: 0 } },
      { split: undefined, after: {} },
      { split: {}, after: {} },
      { split: { 1: 50, 2: 49 }, error: 'INVALID_ARGUMENT', after: untouched },
      { split: { 1: 150, 2: -50 }, error: 'INVALID_ARGUMENT', after: untouched },
      { split: { 1: 50, 3: 50 }, error: 'INVALID_ARGUMENT', after: untouched },
      { split: { 0: 100 }, error: 'INVALID_ARGUMENT', after: untouched },
      { split: { 1: 'all' }, error: 'INVALID_ARGUMENT', after: untouched },
    ];

    it.each(splits)('changes its split to $split', async ({ split, error, after }) => {
      const path = `/v1/${endpoint}?updateMask=traffic_split`;
      const answer = await bench.call('PATCH', path, { trafficSplit: split });
      const seen = await bench.call('GET', `/v1/${endpoint}`);
      expect(answer.body['error']?.['status']).toBe(error);
      expect(seen.body['trafficSplit'] ?? {}).toEqual(after);
    });

    it('names the unknown models of a split', async () => {
      const path = `/v1/${endpoint}?updateMask=traffic_split`;
      const answer = await bench.call('PATCH', path, { trafficSplit: { 1: 50, 8: 25, 9: 25 } });
      expect(answer.body['error']?.['message']).toBe(
        'The following DeployedModel ID(s) [8, 9] do not exist.',
      );
    });

    it('refuses a stale etag and takes a missing one', async () => {
      const { body } = await bench.call('GET', `/v1/${endpoint}`);
      const etag = String(body['etag']);
      const path = `/v1/${endpoint}?updateMask=trafficSplit`;
      const change = { trafficSplit: { 1: 100 } };
      expect((await bench.call('PATCH', path, { ...change, etag })).status).toBe(200);
      const stale = await bench.call('PATCH', path, { ...change, etag });
      expect([stale.status, stale.body['error']?.['status']]).toEqual([409, 'ABORTED']);
      expect((await bench.call('PATCH', path, change)).status).toBe(200);
    });

    const masks: { mask: string; body: object; status: number }[] = [
      { mask: 'display_name,labels', body: { displayName: 'x', labels: { a: 'b' } }, status: 200 },
      { mask: 'description', body: {}, status: 200 },
      { mask: 'deployed_models', body: {}, status: 400 },
      { mask: 'display_name', body: {}, status: 400 },
      { mask: '', body: { displayName: 'x' }, status: 400 },
    ];

    it.each(masks)('answers an update of "$mask" with $status', async ({ mask, body, status }) => {
      const answer = await bench.call('PATCH', `/v1/${endpoint}?updateMask=${mask}`, body);
      expect(answer.status).toBe(status);
    });

    const undeploys: { request: object; error?: string; after: object; ids: string[] }[] = [
      {
        request: { deployedModelId: '2', trafficSplit: { 1: 100 } },
        after: { 1: 100 },
        ids: ['1'],
      },
      {
        request: { deployedModelId: '2', trafficSplit: { 1: 100, 2: 0 } },
        after: { 1: 100 },
        ids: ['1'],
      },
      ...[
        { request: { deployedModelId: '2' }, error: 'FAILED_PRECONDITION' },
        {
          request: { deployedModelId: '2', trafficSplit: { 1: 80, 2: 20 } },
          error: 'FAILED_PRECONDITION',
        },
        { request: { deployedModelId: '2', trafficSplit: { 1: 90 } }, error: 'INVALID_ARGUMENT' },
        { request: { deployedModelId: '7' }, error: 'INVALID_ARGUMENT' },
        { request: {}, error: 'INVALID_ARGUMENT' },
      ].map((each) => ({ ...each, after: untouched, ids: ['1', '2'] })),
    ];

    it.each(undeploys)(
      'answers an undeploy of $request',
      async ({ request, error, after, ids: left }) => {
        const answer = await bench.call('POST', `/v1/${endpoint}:undeployModel`, request);
        expect(answer.body['error']?.['status']).toBe(error);
        const seen = await bench.call('GET', `/v1/${endpoint}`);
        expect(seen.body['trafficSplit']).toEqual(after);
        expect([...(seen.body['deployedModels'] ?? [])].map((each) => each['id'])).toEqual(left);
      },
    );

    it('lets the last model go even with all traffic, and then has no split', async () => {
      const undeploy = async (request: object) =>
        bench.finished(await bench.call('POST', `/v1/${endpoint}:undeployModel`, request));
      await undeploy({ deployedModelId: '1', trafficSplit: { 2: 100 } });
      await undeploy({ deployedModelId: '2' });
      const seen = await bench.call('GET', `/v1/${endpoint}`);
      expect([seen.body['trafficSplit'], seen.body['deployedModels']]).toEqual([
        undefined,
        undefined,
      ]);
      expect((await bench.call('DELETE', `/v1/${endpoint}`)).status).toBe(200);
    });

    it('is not deleted while models are deployed', async () => {
      const answer = await bench.call('DELETE', `/v1/${endpoint}`);
      expect([answer.status, answer.body['error']?.['message']]).toEqual([
        400,
        'Endpoint has deployed or being-deployed DeployedModel(s)',
      ]);
    });

    const deploys: { what: string; id?: string; more?: object; model?: string; status: string }[] =
      [
        { what: 'an id in use', id: '1', status: 'ALREADY_EXISTS' },
        { what: 'an id with a letter', id: 'a1', status: 'INVALID_ARGUMENT' },
        { what: 'an id of 11 digits', id: '12345678901', status: 'INVALID_ARGUMENT' },
        {
          what: 'a split below 100',
          id: '3',
          more: { trafficSplit: { 0: 10, 1: 80 } },
          status: 'INVALID_ARGUMENT',
        },
        {
          what: 'an unknown id in the split',
          id: '3',
          more: { trafficSplit: { 0: 10, 9: 90 } },
          status: 'INVALID_ARGUMENT',
        },
        {
          what: 'an unknown model',
          model: 'projects/demo-project/locations/us-central1/models/5',
          status: 'NOT_FOUND',
        },
      ];

    it.each(deploys)(
      'refuses a deployment with $what',
      async ({ id, more, model: other, status }) => {
        const answer = await bench.deployModel(endpoint, other ?? model, more, id);
        expect(answer.body['error']?.['status']).toBe(status);
      },
    );

    it('needs machine and replica count of a deployment', async () => {
      for (const dedicatedResources of [
        undefined,
        { minReplicaCount: 1 },
        { machineSpec: { machineType: 'n1-standard-2' } },
        { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 3, maxReplicaCount: 2 },
      ]) {
        const answer = await bench.call('POST', `/v1/${endpoint}:deployModel`, {
          deployedModel: { model, dedicatedResources },
        });
        expect(answer.body['error']?.['status']).toBe('INVALID_ARGUMENT');
      }
    });

    it('keeps its split when a deployment names none, and resolves the alias at that moment', async () => {
      const [name = ''] = model.split('@');
      await bench.upload({ request: { parentModel: name }, model: { versionAliases: ['next'] } });
      const operation = await bench.deploy(endpoint, `${name}@next`, {}, '3');
      expect(operation['response']?.['deployedModel']).toMatchObject({
        id: '3',
        modelVersionId: '2',
        model: name,
      });
      const seen = await bench.call('GET', `/v1/${endpoint}`);
      expect(seen.body['trafficSplit']).toEqual({ 1: 80, 2: 20 });
    });

    function mutate(updateMask: string, dedicatedResources: object): Promise<Answer> {
      return bench.call('POST', `/v1/${endpoint}:mutateDeployedModel`, {
        deployedModel: { id: '1', dedicatedResources },
        updateMask,
      });
    }

    it('changes replica counts of a deployed model, and nothing else', async () => {
      const mutated = await mutate('dedicated_resources.max_replica_count', { maxReplicaCount: 3 });
      const done = await bench.finished(mutated);
      expect(done['response']?.['deployedModel']?.['dedicatedResources']).toMatchObject({
        minReplicaCount: 1,
        maxReplicaCount: 3,
      });
      const refused = await mutate('dedicated_resources.machine_spec', { machineSpec: {} });
      expect(refused.status).toBe(400);
    });
  });

  it('refuses other changes while an operation runs on it', async () => {
    const endpoint = await bench.createEndpoint('busy');
    const slow = await bench.upload({ env: { NEVER_READY: '1' } });
    const deployment = await bench.deployModel(endpoint, slow);
    expect(deployment.body['done']).toBeUndefined();
    const operation = String(deployment.body['name']);
    const refusals = [
      await bench.deployModel(endpoint, slow),
      await bench.call('PATCH', `/v1/${endpoint}?updateMask=description`, { description: 'x' }),
    ];
    for (const { status, body } of refusals) {
      expect([status, body['error']?.['status']]).toEqual([400, 'FAILED_PRECONDITION']);
      expect(body['error']?.['message']).toContain(operation);
    }
    expect((await bench.call('DELETE', `/v1/${endpoint}`)).status).toBe(400);
    await bench.call('POST', `/v1/${operation}:cancel`, {});
    const over = await bench.call('POST', `/v1/${operation}:wait`, {});
    expect(over.body['error']?.['code']).toBe(1);
    expect((await bench.call('DELETE', `/v1/${endpoint}`)).status).toBe(200);
  });
});
