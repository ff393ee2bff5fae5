import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bench } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

describe('a deployment that fails', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.start({ timing: { readyTimeoutMs: 2_500 } });
  });

  afterEach(async () => {
    await bench.stop();
  });

  const failures: { what: string; env: Record<string, string>; model: object; message: RegExp }[] =
    [
      {
        what: 'a server that exits',
        env: { EXIT_WITH: '3' },
        model: {},
        message:
          /^Model server exited unexpectedly\. exit code 3\.[\s\S]*the model cannot be loaded/,
      },
      {
        what: 'a server that never becomes healthy',
        env: { NEVER_READY: '1' },
        model: {},
        message: /^model server never became ready\. Please validate/,
      },
      {
        what: 'an unknown image',
        env: {},
        model: { containerSpec: { imageUri: 'eu.gcr.io/p/i:9' } },
        message: /"eu\.gcr\.io\/p\/i:9".*`images:`.*"eu\.gcr\.io\/p\/i"/,
      },
      {
        what: 'artifacts that were absent at upload',
        env: {},
        model: { artifactUri: 'gs://bucket/nothing' },
        message: /gs:\/\/bucket\/nothing/,
      },
    ];

  it.each(failures)(
    'because of $what leaves the endpoint as it was',
    async ({ env, model, message }) => {
      const good = await bench.upload();
      const endpoint = await bench.createEndpoint('e');
      await bench.deploy(endpoint, good, { trafficSplit: { 0: 100 } }, '1');
      const before = await bench.call('GET', `/v1/${endpoint}`);
      const bad = await bench.upload({ env, model });
      const operation = await bench.deploy(endpoint, bad, { trafficSplit: { 0: 50, 1: 50 } }, '2');
      expect(operation['error']?.['code']).toBe(9);
      expect(operation['error']?.['message']).toMatch(message);
      expect(operation['response']).toBeUndefined();
      expect(operation['metadata']?.['deploymentStage']).toBe('FAILED_TO_DEPLOY');
      expect((await bench.call('GET', `/v1/${endpoint}`)).body).toEqual(before.body);
      const state = await bench.call('GET', '/emulator/v1/state');
      expect(state.body['processes']).toHaveLength(1);
      expect((await bench.predict(endpoint)).status).toBe(200);
    },
  );

  it('because its command comes from the request is refused at once', async () => {
    const model = await bench.upload({
      model: { containerSpec: { imageUri: 'any', command: ['/bin/true'] } },
    });
    const endpoint = await bench.createEndpoint('e');
    const answer = await bench.deployModel(endpoint, model);
    expect([answer.status, answer.body['error']?.['status']]).toEqual([400, 'FAILED_PRECONDITION']);
    expect(answer.body['error']?.['message']).toContain('--allow-commands');
  });
});
