import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(120_000);

const metrics = 'aiplatform.googleapis.com/prediction/online';

describe('a deployed model with room to scale', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start({
      maxReplicas: 2,
      timing: { scalePeriodMs: 250, scaleWindowMs: 750 },
    });
  });

  afterAll(async () => {
    await bench.stop();
  });

  // Targets far below what the load makes of them, and far above idleness.
  const loads = [
    { metric: `${metrics}/cpu/utilization`, target: 5, parameters: { burnMs: 20 } },
    { metric: `${metrics}/request_count`, target: 60, parameters: { delayMs: 20 } },
  ];

  it.each(loads)('follows $metric up and down', async ({ metric, target, parameters }) => {
    const endpoint = await bench.createEndpoint(`by-${target}`);
    const deployed = await bench.call('POST', `/v1/${endpoint}:deployModel`, {
      deployedModel: {
        id: '1',
        model: await bench.upload(),
        dedicatedResources: {
          machineSpec: { machineType: 'n1-standard-1' },
          minReplicaCount: 1,
          maxReplicaCount: 2,
          autoscalingMetricSpecs: [{ metricName: metric, target }],
        },
      },
      trafficSplit: { 0: 100 },
    });
    await bench.finished(deployed);
    const available = async (): Promise<number> => {
      const { body } = await bench.call('GET', `/v1/${endpoint}`);
      return Number(body['deployedModels']?.[0]?.['status']?.['availableReplicaCount']);
    };
    const statuses = new Set<number>();
    const busy = { instances: [1], parameters };
    await until(async () => {
      statuses.add((await bench.predict(endpoint, busy)).status);
      return (await available()) === 2 ? true : undefined;
    });
    await until(async () => ((await available()) === 1 ? true : undefined));
    expect((await bench.predict(endpoint)).status).toBe(200);
    expect([...statuses]).toEqual([200]);
  });
});
