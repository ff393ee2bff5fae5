import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FaultBench } from './fault-bench.ts';
import { until } from './harness.ts';

jest.setTimeout(60_000);

let world: FaultBench;

beforeAll(async () => {
  world = await FaultBench.start();
});

afterAll(async () => {
  await world.bench.stop();
});

afterEach(async () => {
  await world.clear();
});

describe('faults of model servers', () => {
  async function pids(): Promise<number[]> {
    const { body } = await world.bench.call('GET', '/emulator/v1/state');
    return [...(body['processes'] ?? [])].map((process) => Number(process['pid']));
  }

  /** Until the deployed model answers again. */
  function answers(): Promise<true> {
    return until(async () =>
      (await world.bench.predict(world.endpoint)).status === 200 ? true : undefined,
    );
  }

  it('replica_killed: the process goes and another one comes', async () => {
    await answers();
    const [before] = await pids();
    const id = await world.fault({
      kind: 'replica_killed',
      resource: '*/endpoints/production/deployedModels/1',
      count: 1,
    });
    expect(await world.hits(id)).toBe(1);
    await until(async () => ((await pids()).includes(before ?? 0) ? undefined : true));
    await answers();
    expect(await pids()).not.toContain(before);
  });

  it('replica_killed: hits nobody else', async () => {
    const before = await pids();
    const id = await world.fault({ kind: 'replica_killed', resource: '*/endpoints/elsewhere' });
    expect((await world.bench.predict(world.endpoint)).status).toBe(200);
    expect(await pids()).toEqual(before);
    expect(await world.hits(id)).toBe(0);
  });

  it('server_crash: the n-th request finds its server gone', async () => {
    await answers();
    const id = await world.fault({
      kind: 'server_crash',
      resource: '*/endpoints/production',
      skip: 2,
      count: 1,
    });
    const statuses = [];
    for (let request = 0; request < 3; request += 1) {
      statuses.push((await world.bench.predict(world.endpoint)).status);
    }
    expect(statuses).toEqual([200, 200, 500]);
    expect(await world.hits(id)).toBe(1);
    await answers();
  });

  it('server_crash: ends the servers of the deployed model that it names', async () => {
    const { bench, endpoint } = world;
    await bench.deploy(endpoint, await bench.upload(), {}, '2');
    const all = await pids();
    const id = await world.fault({ kind: 'server_crash', deployed_model: '2', count: 1 });
    expect((await bench.predict(endpoint)).status).toBe(200);
    expect(await world.hits(id)).toBe(1);
    await until(async () => ((await pids()).length < all.length ? true : undefined));
    expect((await bench.predict(endpoint)).status).toBe(200);
    const undeployment = { deployedModelId: '2' };
    await bench.finished(await bench.call('POST', `/v1/${endpoint}:undeployModel`, undeployment));
  });

  it('server_stall: requests wait until the server goes on', async () => {
    await answers();
    const id = await world.fault({
      kind: 'server_stall',
      ms: 1_000,
      resource: '*/endpoints/production',
      count: 1,
    });
    expect(await world.hits(id)).toBe(1);
    let isAnswered = false;
    const prediction = world.bench.predict(world.endpoint).then((answer) => {
      isAnswered = true;
      return answer;
    });
    await world.bench.call('GET', '/emulator/v1/state');
    expect(isAnswered).toBe(false);
    world.clock.time += 1_000;
    expect((await prediction).status).toBe(200);
  });

  it('server_stall: ends when the fault is removed', async () => {
    await world.fault({ kind: 'server_stall', ms: 1e9, resource: '*/endpoints/production' });
    const prediction = world.bench.predict(world.endpoint);
    await world.clear();
    expect((await prediction).status).toBe(200);
  });
});

describe('faults of metrics', () => {
  beforeAll(async () => {
    await until(async () =>
      (await world.bench.predict(world.endpoint)).status === 200 ? true : undefined,
    );
  });

  const type = 'aiplatform.googleapis.com/prediction/online/prediction_count';

  /** The start of a second that nothing was counted in. */
  function freshSecond(): number {
    world.clock.time = (Math.floor(world.clock.time / 1000) + 1) * 1000;
    return world.clock.time;
  }

  /** Predictions counted in the second that begins now, and the clock at its end. */
  async function predictions(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      expect((await world.bench.predict(world.endpoint)).status).toBe(200);
    }
    world.clock.time += 1_000;
  }

  async function counted(sinceMs: number): Promise<number> {
    const query = new URLSearchParams({
      filter: `metric.type = "${type}" AND resource.labels.endpoint_id = "production"`,
      'interval.startTime': new Date(sinceMs).toISOString(),
      'interval.endTime': new Date(world.clock.time).toISOString(),
      'aggregation.alignmentPeriod': '3600s',
      'aggregation.perSeriesAligner': 'ALIGN_SUM',
    });
    const { body } = await world.bench.call('GET', `/v3/projects/demo-project/timeSeries?${query}`);
    const value =
      body['timeSeries']?.[0 as unknown as string]?.['points']?.[0 as unknown as string];
    return Number(value?.['value']?.['int64Value'] ?? 0);
  }

  it('metric_delay: points appear later', async () => {
    const since = freshSecond();
    const id = await world.fault({ kind: 'metric_delay', ms: 60_000, metric: '*prediction_count' });
    await predictions(3);
    expect(await counted(since)).toBe(0);
    expect(await world.hits(id)).toBe(1);
    world.clock.time += 60_000;
    expect(await counted(since)).toBe(3);
  });

  it('metric_gap: points of an interval never appear', async () => {
    const since = freshSecond();
    await world.fault({
      kind: 'metric_gap',
      resource: '*/endpoints/production',
      until_ms: 1_001,
    });
    await predictions(3);
    await predictions(2);
    world.clock.time += 3_600_000;
    expect(await counted(since)).toBe(2);
    await world.clear();
    expect(await counted(since)).toBe(5);
  });

  it('metric_correction: a point changes after it was read', async () => {
    const since = freshSecond();
    await world.fault({ kind: 'metric_correction', factor: 0.5, after_ms: 10_000, metric: '*' });
    await predictions(4);
    expect(await counted(since)).toBe(2);
    world.clock.time += 10_000;
    expect(await counted(since)).toBe(4);
  });

  it('leave other metrics and endpoints as they are', async () => {
    const since = freshSecond();
    await world.fault({ kind: 'metric_gap', metric: '*error_count' });
    await world.fault({ kind: 'metric_gap', resource: '*/endpoints/other' });
    await predictions(2);
    expect(await counted(since)).toBe(2);
  });
});
