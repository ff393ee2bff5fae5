import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, fixture, type Json, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const modes = [
  'well',
  'unhealthy',
  'deaf',
  'mute',
  'half',
  'stuck',
  'html',
  'garbage',
  'endless',
  'stubborn',
  'chatty',
];

describe('a model server that misbehaves', () => {
  let bench: Bench;

  beforeAll(async () => {
    const program = fixture('misbehaving-server.mjs');
    const images = modes.map((mode) => [mode, { command: [process.execPath, program, mode] }]);
    bench = await Bench.start({
      images: Object.fromEntries(images) as Record<string, { command: string[] }>,
      timing: { readyTimeoutMs: 4_000, predictTimeoutMs: 5_000, stopGraceMs: 200 },
    });
  });

  afterAll(async () => {
    await bench.stop();
  });

  async function deploy(mode: string): Promise<{ endpoint: string; operation: Json }> {
    const model = await bench.upload({ model: { containerSpec: { imageUri: mode } } });
    const endpoint = await bench.createEndpoint(mode);
    const operation = await bench.deploy(endpoint, model, { trafficSplit: { 0: 100 } }, '1');
    return { endpoint, operation };
  }

  async function processes(): Promise<Json[]> {
    return [...((await bench.call('GET', '/emulator/v1/state')).body['processes'] ?? [])];
  }

  const failures: { mode: string; message: RegExp }[] = [
    {
      mode: 'unhealthy',
      message:
        /^model server never became ready\..*did not answer 200 within 4 s\. It wrote nothing\.$/,
    },
    { mode: 'deaf', message: /^model server never became ready\./ },
    { mode: 'mute', message: /^model server never became ready\./ },
    {
      mode: 'chatty',
      message:
        /^Model server exited unexpectedly\. exit code 7\. Its last output:\n[^]*\nlast words$/,
    },
  ];

  it.each(failures)('by being $mode is not deployed', async ({ mode, message }) => {
    const { endpoint, operation } = await deploy(mode);
    expect(operation['error']).toMatchObject({ code: 9, message: expect.stringMatching(message) });
    const seen = await bench.call('GET', `/v1/${endpoint}`);
    expect(seen.body['deployedModels']).toBeUndefined();
    expect(await processes()).toEqual([]);
  });

  const answers: { mode: string; status: number; code: string; message: string }[] = [
    { mode: 'half', status: 500, code: 'INTERNAL', message: 'aborted' },
    { mode: 'stuck', status: 504, code: 'DEADLINE_EXCEEDED', message: 'timed out' },
    { mode: 'html', status: 500, code: 'INTERNAL', message: 'predictions' },
    { mode: 'garbage', status: 500, code: 'INTERNAL', message: 'Parse Error' },
    { mode: 'endless', status: 400, code: 'INVALID_ARGUMENT', message: 'Response size too large' },
  ];

  it.each(answers)(
    "by being $mode gives the caller Google's error",
    async ({ mode, status, code, message }) => {
      const { endpoint, operation } = await deploy(mode);
      expect(operation['error']).toBeUndefined();
      const several = await Promise.all(Array.from({ length: 5 }, () => bench.predict(endpoint)));
      for (const answer of several) {
        expect([answer.status, answer.body['error']?.['status']]).toEqual([status, code]);
        expect(answer.body['error']?.['message']).toContain(message);
      }
      const undeploy = { deployedModelId: '1' };
      await bench.finished(await bench.call('POST', `/v1/${endpoint}:undeployModel`, undeploy));
      expect(await processes()).toEqual([]);
    },
  );

  it('by ignoring SIGTERM is undeployed all the same', async () => {
    const { endpoint } = await deploy('stubborn');
    const own = (await processes()).find(({ resource }) => String(resource).includes(endpoint));
    await bench.call('POST', `/v1/${endpoint}:undeployModel`, { deployedModelId: '1' });
    await until(async () => ((await processes()).length === 0 ? true : undefined));
    expect(() => process.kill(Number(own?.['pid']), 0)).toThrow('ESRCH');
  });

  it('leaves its port to others', async () => {
    const { endpoint } = await deploy('well');
    expect((await bench.predict(endpoint)).status).toBe(200);
  });
});
