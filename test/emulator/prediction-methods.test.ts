import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, TestClock } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const spec = { parameters: { sampledShapleyAttribution: { pathCount: 5 } } };

describe('methods of prediction beside predict', () => {
  const clock = new TestClock();
  let bench: Bench;
  let endpoint: string;

  beforeAll(async () => {
    bench = await Bench.start({ clock });
    endpoint = await bench.createEndpoint('production');
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } }, '1');
  });

  afterAll(async () => {
    await bench.stop();
  });

  const stream = (parameters: object, signal?: AbortSignal): Promise<Response> =>
    fetch(`${bench.origin}/v1/${endpoint}:streamRawPredict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ instances: [1, 2, 3], parameters }),
      ...(signal === undefined ? {} : { signal }),
    });

  async function responses(): Promise<Record<string, string>> {
    clock.time += 2_000;
    const query = new URLSearchParams({
      filter: 'metric.type="aiplatform.googleapis.com/prediction/online/response_count"',
      'interval.startTime': new Date(clock.time - 3_600_000).toISOString(),
      'interval.endTime': new Date(clock.time).toISOString(),
      'aggregation.alignmentPeriod': '3600s',
      'aggregation.perSeriesAligner': 'ALIGN_SUM',
    });
    const { body } = await bench.call('GET', `/v3/projects/demo-project/timeSeries?${query}`);
    const counted = [...(body['timeSeries'] ?? [])].map((series) => [
      series['metric']?.['labels']?.['response_code'],
      series['points']?.[0]?.['value']?.['int64Value'],
    ]);
    return Object.fromEntries(counted);
  }

  it('streams what the model server sends, as it sends it', async () => {
    const answer = await stream({ stream: true });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('content-length')).toBeNull();
    expect(answer.headers.get('x-vertex-ai-deployed-model-id')).toBe('1');
    const pieces: string[] = [];
    for await (const piece of answer.body ?? []) pieces.push(Buffer.from(piece).toString());
    expect(pieces).toEqual(['data: 2\n\n', 'data: 4\n\n', 'data: 6\n\n']);
    expect(await responses()).toEqual({ '2xx': '1' });
  });

  it('streams an error of the model server, and counts it as one', async () => {
    const answer = await stream({ status: 503 });
    expect([answer.status, await answer.text()]).toEqual([503, 'status 503']);
    expect(await responses()).toEqual({ '2xx': '1', '5xx': '1' });
  });

  it('ends the request to the model server when the caller leaves', async () => {
    const leave = new AbortController();
    const answer = await stream({ stream: true }, leave.signal);
    const reader = answer.body?.getReader();
    await reader?.read();
    leave.abort();
    await expect(reader?.read()).rejects.toThrow('aborted');
    expect((await bench.predict(endpoint)).status).toBe(200);
  });

  it('explains nothing, and says why', async () => {
    const explain = async (name: string, body: object = {}): Promise<unknown[]> => {
      const path = `/v1/${name}:explain`;
      const answer = await bench.call('POST', path, { instances: [1], ...body });
      const error = answer.body['error'];
      return [error?.['status'], error?.['message']];
    };
    // The text of github.com/statmike/vertex-ai-mlops issue 46.
    const unable = ['FAILED_PRECONDITION', 'Deployed model 1 does not support explanation.'];
    expect(await explain(endpoint)).toEqual(unable);
    expect(await explain(endpoint, { deployedModelId: '1' })).toEqual(unable);
    expect(await explain(endpoint, { deployedModelId: '2' })).toEqual([
      'FAILED_PRECONDITION',
      'The following DeployedModel ID(s) [2] do not exist.',
    ]);
    expect(await explain(`${endpoint}x`)).toEqual(['NOT_FOUND', expect.any(String)]);
    const able = await bench.createEndpoint('able');
    const model = await bench.upload({ model: { explanationSpec: spec } });
    await bench.deploy(able, model, { trafficSplit: { 0: 100 } });
    expect(await explain(able)).toEqual([
      'UNIMPLEMENTED',
      expect.stringMatching(/PredictionService\.Explain .*attributions/),
    ]);
  });

  it.each(['directPredict', 'directRawPredict', 'serverStreamingPredict'])(
    'says why it does not emulate %s',
    async (verb) => {
      const answer = await bench.call('POST', `/v1/${endpoint}:${verb}`, {});
      expect([answer.status, answer.body['error']?.['message']]).toEqual([
        501,
        expect.stringMatching(/ because it needs model servers that speak gRPC/),
      ]);
    },
  );
});
