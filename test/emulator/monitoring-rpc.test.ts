import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, TestClock } from './harness.ts';
import { RpcCaller } from './rpc-caller.ts';

jest.setTimeout(60_000);

const name = 'projects/demo-project';
const v3 = 'google.monitoring.v3';
const endpointService = 'google.cloud.aiplatform.v1.EndpointService';

describe('over gRPC', () => {
  const clock = new TestClock();
  let bench: Bench;
  let rpc: RpcCaller;

  beforeAll(async () => {
    bench = await Bench.start({ clock });
    rpc = new RpcCaller(bench.emulator.grpc);
  });

  afterAll(async () => {
    rpc.close();
    await bench.stop();
  });

  it('Cloud Monitoring is the same as over REST', async () => {
    const interval = { endTime: new Date(clock.time).toISOString() };
    const written = await rpc.call(`${v3}.MetricService.CreateTimeSeries`, {
      name,
      timeSeries: [
        {
          metric: { type: 'custom.googleapis.com/both' },
          points: [{ interval, value: { boolValue: true } }],
        },
      ],
    });
    expect(written).toMatchObject({ code: 0, results: [{}] });
    const filter = 'metric.type = "custom.googleapis.com/both"';
    const read = await rpc.call(`${v3}.MetricService.ListTimeSeries`, { name, filter, interval });
    const query = new URLSearchParams({ filter, 'interval.endTime': interval.endTime });
    const { body } = await bench.call('GET', `/v3/${name}/timeSeries?${query}`);
    expect(read.results).toMatchObject([
      { timeSeries: [{ valueType: 'BOOL', points: [{ value: { boolValue: true } }] }] },
    ]);
    expect(body['timeSeries']).toMatchObject([
      { valueType: 'BOOL', points: [{ value: { boolValue: true } }] },
    ]);
    const channel = await rpc.call(`${v3}.NotificationChannelService.CreateNotificationChannel`, {
      name,
      notificationChannel: { type: 'email', labels: { email_address: 'a@example.test' } },
    });
    const { name: channelName } = channel.results[0] as { name: string };
    const policy = await rpc.call(`${v3}.AlertPolicyService.CreateAlertPolicy`, {
      name,
      alertPolicy: {
        combiner: 'OR',
        notificationChannels: [channelName],
        conditions: [
          {
            conditionAbsent: {
              filter: `${filter} AND resource.type = "global"`,
              duration: '120s',
            },
          },
        ],
      },
    });
    const { name: policyName } = policy.results[0] as { name: string };
    const overRest = await bench.call('GET', `/v3/${policyName}`);
    // The client's serializer writes maps that are empty.
    expect({ userLabels: {}, ...(overRest.body as object) }).toEqual(policy.results[0]);
    expect((await rpc.call(`${v3}.SnoozeService.ListSnoozes`, { parent: name })).code).toBe(12);
  });

  it('faults hit as over REST', async () => {
    const endpoint = await bench.createEndpoint('e');
    const get = () => rpc.call(`${endpointService}.GetEndpoint`, { name: endpoint });
    const rename = (displayName: string) =>
      rpc.call(`${endpointService}.UpdateEndpoint`, {
        endpoint: { name: endpoint, displayName },
        updateMask: 'displayName',
      });
    const fault = (spec: object) =>
      bench.call('POST', '/emulator/v1/faults', { resource: '*/endpoints/e', count: 1, ...spec });
    await fault({ kind: 'status', status: 'ABORTED', message: 'Try again.', method: '*.Get*' });
    expect(await get()).toMatchObject({ code: 10, message: 'Try again.' });
    await fault({ kind: 'response_lost', method: '*.UpdateEndpoint' });
    expect((await rename('applied')).code).not.toBe(0);
    expect((await get()).results).toMatchObject([{ displayName: 'applied' }]);
    await fault({ kind: 'connection_reset', method: '*.UpdateEndpoint' });
    expect((await rename('not applied')).code).not.toBe(0);
    await fault({ kind: 'stale_read' });
    expect((await get()).results).toMatchObject([{ displayName: 'applied' }]);
    expect((await rename('newer')).code).toBe(0);
    expect((await get()).results).toMatchObject([{ displayName: 'applied' }]);
    expect((await get()).results).toMatchObject([{ displayName: 'newer' }]);
  });
});
