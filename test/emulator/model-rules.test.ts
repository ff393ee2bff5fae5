import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bench, parent, serverImage } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

describe('the model registry', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.start();
  });

  afterEach(async () => {
    await bench.stop();
  });

  async function aliasesOf(model: string): Promise<Record<string, string[]>> {
    const answer = await bench.call('GET', `/v1/${model}:listVersions`);
    const versions = answer.body['models'] ?? [];
    return Object.fromEntries(
      [...versions].map((each) => [
        String(each['versionId']),
        [...(each['versionAliases'] ?? [])].map(String),
      ]),
    );
  }

  it('numbers versions from 1 and gives the first one the default alias', async () => {
    const first = await bench.upload();
    const [model = ''] = first.split('@');
    const second = await bench.upload({ request: { parentModel: model } });
    expect([first, second]).toEqual([`${model}@1`, `${model}@2`]);
    expect(await aliasesOf(model)).toEqual({ 1: ['default'], 2: [] });
    const byProjectId = model.replace(/^projects\/\d+/, 'projects/demo-project');
    expect((await bench.call('GET', `/v1/${byProjectId}@default`)).body['name']).toBe(model);
  });

  it('moves aliases that an upload names, the default among them', async () => {
    const first = await bench.upload({ model: { versionAliases: ['champion'] } });
    const [model = ''] = first.split('@');
    await bench.upload({
      request: { parentModel: model },
      model: { versionAliases: ['champion', 'default'] },
    });
    expect(await aliasesOf(model)).toEqual({ 1: [], 2: ['champion', 'default'] });
  });

  it('never uses a version number twice', async () => {
    const [model = ''] = (await bench.upload()).split('@');
    await bench.upload({ request: { parentModel: model } });
    expect((await bench.call('DELETE', `/v1/${model}@2:deleteVersion`)).status).toBe(200);
    expect(await bench.upload({ request: { parentModel: model } })).toBe(`${model}@3`);
  });

  describe('with two versions', () => {
    let model: string;

    beforeEach(async () => {
      const first = await bench.upload({
        model: { labels: { team: 'a' }, versionAliases: ['champion'] },
      });
      model = first.split('@')[0] ?? '';
      await bench.upload({ request: { parentModel: model }, model: { labels: { run: '2' } } });
    });

    const before = { 1: ['default', 'champion'], 2: [] };
    const merges: { aliases: string[]; on: number; error?: string; after: object }[] = [
      { aliases: ['champion'], on: 2, after: { 1: ['default'], 2: ['champion'] } },
      { aliases: ['default'], on: 2, after: { 1: ['champion'], 2: ['default'] } },
      { aliases: ['-champion'], on: 1, after: { 1: ['default'], 2: [] } },
      { aliases: ['x-y', '-x-y'], on: 2, after: before },
      { aliases: ['-default'], on: 2, after: before },
      { aliases: ['-default'], on: 1, error: 'FAILED_PRECONDITION', after: before },
      { aliases: ['1st'], on: 2, error: 'INVALID_ARGUMENT', after: before },
      { aliases: ['ends-'], on: 2, error: 'INVALID_ARGUMENT', after: before },
      { aliases: ['a'], on: 2, error: 'INVALID_ARGUMENT', after: before },
      { aliases: [], on: 2, error: 'INVALID_ARGUMENT', after: before },
    ];

    it.each(merges)('merges $aliases into version $on', async ({ aliases, on, error, after }) => {
      const path = `/v1/${model}@${on}:mergeVersionAliases`;
      const answer = await bench.call('POST', path, { versionAliases: aliases });
      expect(answer.body['error']?.['status']).toBe(error);
      expect(await aliasesOf(model)).toEqual(after);
    });

    const updates: { on: string; mask: string; body: object; error?: string; expected?: object }[] =
      [
        {
          on: '',
          mask: 'display_name',
          body: { displayName: 'new' },
          expected: { displayName: 'new' },
        },
        {
          on: '@-',
          mask: 'description,labels',
          body: { description: 'text', labels: { b: 'c' } },
          expected: { description: 'text', labels: { b: 'c' } },
        },
        {
          on: '@2',
          mask: 'versionDescription',
          body: { versionDescription: 'second' },
          expected: { versionDescription: 'second', labels: { team: 'a', run: '2' } },
        },
        {
          on: '@2',
          mask: 'labels',
          body: { labels: { run: '3' } },
          expected: { labels: { team: 'a', run: '3' } },
        },
        {
          on: '@2',
          mask: 'display_name',
          body: { displayName: 'x' },
          error: 'FAILED_PRECONDITION',
        },
        { on: '', mask: 'version_description', body: {}, error: 'FAILED_PRECONDITION' },
        { on: '', mask: 'artifact_uri', body: {}, error: 'INVALID_ARGUMENT' },
        { on: '', mask: '', body: {}, error: 'INVALID_ARGUMENT' },
        { on: '', mask: 'labels', body: { etag: 'stale' }, error: 'ABORTED' },
        { on: '', mask: 'display_name', body: {}, error: 'INVALID_ARGUMENT' },
        { on: '@9', mask: 'labels', body: {}, error: 'NOT_FOUND' },
      ];

    it.each(updates)(
      'updates $mask of the model$on',
      async ({ on, mask, body, error, expected }) => {
        const answer = await bench.call('PATCH', `/v1/${model}${on}?updateMask=${mask}`, body);
        expect(answer.body['error']?.['status']).toBe(error);
        expect(answer.body).toMatchObject(expected ?? {});
      },
    );

    const deletions: { path: string; status: string | undefined }[] = [
      { path: '@2:deleteVersion', status: undefined },
      { path: '@1:deleteVersion', status: 'FAILED_PRECONDITION' },
      { path: ':deleteVersion', status: 'INVALID_ARGUMENT' },
      { path: '@champion:deleteVersion', status: 'INVALID_ARGUMENT' },
      { path: '@7:deleteVersion', status: 'NOT_FOUND' },
      { path: '', status: undefined },
    ];

    it.each(deletions)('answers DELETE …$path with $status', async ({ path, status }) => {
      const answer = await bench.call('DELETE', `/v1/${model}${path}`);
      expect(answer.body['error']?.['status']).toBe(status);
      const name = /^projects\/\d+\/locations\/us-central1\/operations\/\d+$/;
      expect(name.test(String(answer.body['name']))).toBe(status === undefined);
    });

    it('keeps a version that is deployed', async () => {
      const endpoint = await bench.createEndpoint('keeper');
      await bench.deploy(endpoint, `${model}@2`);
      const version = await bench.call('DELETE', `/v1/${model}@2:deleteVersion`);
      expect(version.body['error']?.['status']).toBe('FAILED_PRECONDITION');
      const whole = await bench.call('DELETE', `/v1/${model}`);
      expect(whole.body['error']?.['status']).toBe('FAILED_PRECONDITION');
      const seen = await bench.call('GET', `/v1/${model}@2`);
      expect(seen.body['deployedModels']).toMatchObject([{ endpoint }]);
    });

    it('lists one entry per model and filters by snake and camel case', async () => {
      await bench.upload({ model: { displayName: 'other' } });
      const list = async (filter: string): Promise<string[]> => {
        const path = `${parent}/models?filter=${encodeURIComponent(filter)}&orderBy=display_name%20desc`;
        const answer = await bench.call('GET', path);
        return [...(answer.body['models'] ?? [])].map((each) => String(each['displayName']));
      };
      expect(await list('')).toEqual(['other', 'model']);
      expect(await list('display_name="other"')).toEqual(['other']);
      expect(await list('displayName!="other"')).toEqual(['model']);
      expect(await list('labels.team=a')).toEqual(['model']);
      expect(await list('labels:team')).toEqual(['model']);
      expect(await list('labels."team":*')).toEqual(['model']);
      expect(await list('labels.team=b')).toEqual([]);
    });
  });

  const refusedUploads: { what: string; request: object; status: string }[] = [
    {
      what: 'no display name',
      request: { model: { containerSpec: { imageUri: 'i' } } },
      status: 'INVALID_ARGUMENT',
    },
    { what: 'no image', request: { model: { displayName: 'm' } }, status: 'INVALID_ARGUMENT' },
    {
      what: 'a reserved variable',
      request: {
        model: {
          displayName: 'm',
          containerSpec: { imageUri: 'i', env: [{ name: 'AIP_X', value: '1' }] },
        },
      },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'a display name of 129 characters',
      request: { model: { displayName: 'é'.repeat(129), containerSpec: { imageUri: 'i' } } },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'a label in capitals',
      request: {
        model: { displayName: 'm', labels: { Team: 'a' }, containerSpec: { imageUri: 'i' } },
      },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'a model id that begins with a digit',
      request: { modelId: '1m', model: { displayName: 'm', containerSpec: { imageUri: 'i' } } },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'an unknown parent model',
      request: {
        parentModel: 'projects/p/locations/l/models/1',
        model: { displayName: 'm', containerSpec: { imageUri: 'i' } },
      },
      status: 'NOT_FOUND',
    },
    {
      what: 'an unknown field',
      request: { model: { displayName: 'm', containerSpec: { imageUri: 'i', colour: 'red' } } },
      status: 'INVALID_ARGUMENT',
    },
  ];

  it.each(refusedUploads)('refuses an upload with $what', async ({ request, status }) => {
    const answer = await bench.call('POST', `${parent}/models:upload`, request);
    expect(answer.body['error']?.['status']).toBe(status);
    expect((await bench.call('GET', `${parent}/models`)).body['models']).toBeUndefined();
  });

  it('takes a model id once', async () => {
    const model = await bench.upload({ request: { modelId: 'my_model-1' } });
    expect(model).toMatch(/\/models\/my_model-1@1$/);
    const again = await bench.call('POST', `${parent}/models:upload`, {
      modelId: 'my_model-1',
      model: { displayName: 'm', containerSpec: { imageUri: serverImage } },
    });
    expect(again.body['error']?.['status']).toBe('ALREADY_EXISTS');
  });
});
