import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { google as protos } from '@google-cloud/monitoring/build/protos/protos.js';
import { MonitoringBench, name } from './monitoring-clients.ts';

jest.setTimeout(60_000);

let google: MonitoringBench;

beforeAll(async () => {
  google = await MonitoringBench.start();
});

afterAll(async () => {
  await google.bench.stop();
});

describe('notification channels', () => {
  it('are made, changed, listed and deleted; secrets are not kept', async () => {
    const [channel] = await google.channels.createNotificationChannel({
      name,
      notificationChannel: {
        type: 'slack',
        displayName: 'releases',
        labels: { channel_name: '#releases', auth_token: 'xoxb-secret' },
        userLabels: { team: 'ml' },
      },
    });
    expect(channel.name).toMatch(/^projects\/demo-project\/notificationChannels\/\d+$/);
    expect(channel.labels?.['auth_token']).toBe('**********');
    expect(channel.enabled).toMatchObject({ value: true });
    const [changed] = await google.channels.updateNotificationChannel({
      updateMask: { paths: ['enabled', 'user_labels.team'] },
      notificationChannel: {
        name: channel.name ?? '',
        enabled: { value: false },
        displayName: 'not in the mask',
      },
    });
    expect(changed).toMatchObject({ displayName: 'releases', userLabels: {} });
    expect(changed.enabled?.value ?? false).toBe(false);
    expect(changed.mutationRecords).toHaveLength(2);
    const [listed] = await google.channels.listNotificationChannels({
      name,
      filter: 'type = "slack" AND labels.channel_name = "#releases"',
    });
    expect(listed.map((each) => each.name)).toEqual([channel.name]);
    await google.channels.deleteNotificationChannel({ name: channel.name ?? '' });
    await expect(
      google.channels.getNotificationChannel({ name: channel.name ?? '' }),
    ).rejects.toMatchObject({ code: 5 });
  });

  it('have the labels of their type', async () => {
    const make = (type: string, labels: Record<string, string>) =>
      google.channels.createNotificationChannel({ name, notificationChannel: { type, labels } });
    await expect(make('email', {})).rejects.toThrow(/labels\.email_address is required/);
    await expect(make('email', { email_address: 'a@b.c', number: '1' })).rejects.toThrow(
      /no such label/,
    );
    await expect(make('pigeon', {})).rejects.toThrow(/no such channel type/);
    const [types] = await google.channels.listNotificationChannelDescriptors({ name });
    expect(types.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['email', 'slack', 'pubsub', 'webhook_tokenauth', 'sms']),
    );
  });

  it('are verified by the code that was sent to them, or by one of a verified twin', async () => {
    const make = async () => {
      const [channel] = await google.channels.createNotificationChannel({
        name,
        notificationChannel: { type: 'sms', labels: { number: '+15550100' } },
      });
      return channel;
    };
    const first = await make();
    expect(first.verificationStatus).toBe('UNVERIFIED');
    await expect(
      google.channels.getNotificationChannelVerificationCode({ name: first.name ?? '' }),
    ).rejects.toMatchObject({ code: 9 });
    await expect(
      google.channels.verifyNotificationChannel({ name: first.name ?? '', code: 'G-000000x' }),
    ).rejects.toMatchObject({ code: 3 });
    await google.channels.sendNotificationChannelVerificationCode({ name: first.name ?? '' });
    const log = await google.bench.call('POST', '/v2/entries:list', {
      resourceNames: [name],
      filter: 'resource.type = "global"',
    });
    const [entry] = [...(log.body['entries'] ?? [])];
    const [verified] = await google.channels.verifyNotificationChannel({
      name: first.name ?? '',
      code: String(entry?.['jsonPayload']?.['code']),
    });
    expect(verified.verificationStatus).toBe('VERIFIED');
    const [{ code }] = await google.channels.getNotificationChannelVerificationCode({
      name: first.name ?? '',
    });
    const twin = await make();
    const [copied] = await google.channels.verifyNotificationChannel({
      name: twin.name ?? '',
      code: code ?? '',
    });
    expect(copied.verificationStatus).toBe('VERIFIED');
  });
});

describe('alerting policies', () => {
  const threshold: protos.monitoring.v3.AlertPolicy.Condition.IMetricThreshold = {
    filter:
      'metric.type = "aiplatform.googleapis.com/prediction/online/error_count" AND resource.type = "aiplatform.googleapis.com/Endpoint"',
    comparison: 'COMPARISON_GT',
    thresholdValue: 5,
    duration: { seconds: 60 },
    aggregations: [{ alignmentPeriod: { seconds: 60 }, perSeriesAligner: 'ALIGN_SUM' }],
  };

  async function create(more: object = {}) {
    const [policy] = await google.policies.createAlertPolicy({
      name,
      alertPolicy: {
        displayName: 'errors',
        combiner: 'OR',
        conditions: [{ displayName: 'many', conditionThreshold: threshold }],
        ...more,
      },
    });
    return policy;
  }

  it('get names for themselves and their conditions, and records of changes', async () => {
    const policy = await create({ userLabels: { team_name: 'ml' } });
    expect(policy.name).toMatch(/^projects\/demo-project\/alertPolicies\/\d+$/);
    expect(policy.conditions?.[0]?.name).toMatch(new RegExp(`^${policy.name}/conditions/\\d+$`));
    expect(policy.enabled).toMatchObject({ value: true });
    expect(policy.creationRecord?.mutateTime).toMatchObject({
      seconds: String(google.clock.time / 1000),
    });
    const conditionName = policy.conditions?.[0]?.name ?? '';
    google.clock.time += 1000;
    const [changed] = await google.policies.updateAlertPolicy({
      updateMask: { paths: ['conditions', 'user_labels.team_name', 'documentation.content'] },
      alertPolicy: {
        name: policy.name ?? '',
        documentation: { content: 'look here' },
        conditions: [
          {
            name: conditionName,
            conditionThreshold: { ...threshold, thresholdValue: 9 },
          },
          { displayName: 'added', conditionThreshold: threshold },
        ],
      },
    });
    expect(changed).toMatchObject({
      displayName: 'errors',
      userLabels: {},
      documentation: { content: 'look here' },
    });
    expect(changed.conditions?.map((each) => each.name)).toEqual([
      conditionName,
      expect.stringMatching(/\/conditions\/\d+$/),
    ]);
    expect(Number(changed.mutationRecord?.mutateTime?.seconds)).toBe(google.clock.time / 1000);
    expect(Number(changed.creationRecord?.mutateTime?.seconds)).toBe(google.clock.time / 1000 - 1);
    const [replaced] = await google.policies.updateAlertPolicy({
      alertPolicy: {
        name: policy.name ?? '',
        displayName: 'replaced',
        combiner: 'AND',
        conditions: [{ conditionThreshold: threshold }],
      },
    });
    expect(replaced.documentation ?? null).toBeNull();
    expect(replaced.conditions?.[0]?.name).not.toBe(conditionName);
    await google.policies.deleteAlertPolicy({ name: policy.name ?? '' });
    await expect(google.policies.getAlertPolicy({ name: policy.name ?? '' })).rejects.toMatchObject(
      {
        code: 5,
      },
    );
  });

  it('are listed by filter, in order', async () => {
    const made = [];
    for (const displayName of ['b', 'a', 'c']) {
      made.push(await create({ displayName, userLabels: { suite: 'list' } }));
    }
    const [listed] = await google.policies.listAlertPolicies({
      name,
      filter: 'user_labels.suite = "list" AND display_name != "c"',
      orderBy: '-display_name',
    });
    expect(listed.map(({ displayName }) => displayName)).toEqual(['b', 'a']);
    const page = await google.bench.call('GET', `/v3/${name}/alertPolicies?pageSize=2`);
    expect(page.body['totalSize']).toBe(3);
    expect(page.body['nextPageToken']).toBeDefined();
    for (const policy of made) await google.policies.deleteAlertPolicy({ name: policy.name ?? '' });
  });

  it('use channels that exist, which then cannot go away by themselves', async () => {
    await expect(
      create({ notificationChannels: [`${name}/notificationChannels/404`] }),
    ).rejects.toMatchObject({ code: 5 });
    const [channel] = await google.channels.createNotificationChannel({
      name,
      notificationChannel: { type: 'email', labels: { email_address: 'a@example.test' } },
    });
    const policy = await create({ notificationChannels: [channel.name] });
    await expect(
      google.channels.deleteNotificationChannel({ name: channel.name ?? '' }),
    ).rejects.toMatchObject({ code: 9 });
    await google.channels.deleteNotificationChannel({ name: channel.name ?? '', force: true });
    const [after] = await google.policies.getAlertPolicy({ name: policy.name ?? '' });
    expect(after.notificationChannels).toEqual([]);
  });

  const noResource = { ...threshold, filter: 'metric.type = "custom.googleapis.com/x"' };
  const log = { conditionMatchedLog: { filter: 'severity >= ERROR' } };
  // Each against a rule in google/monitoring/v3/alert.proto.
  const wrong: { what: string; policy: object; message: RegExp }[] = [
    { what: 'no condition', policy: { conditions: [] }, message: /from one to six/ },
    {
      what: 'no combiner',
      policy: { combiner: 'COMBINE_UNSPECIFIED' },
      message: /combiner must be specified/,
    },
    {
      what: 'a filter without resource type',
      policy: { conditions: [{ conditionThreshold: noResource }] },
      // The wording of googleapis/nodejs-monitoring#46.
      message:
        /conditions\[0\]\.condition_threshold\.filter had an invalid value of "metric\.type = .*": must specify a restriction on "resource\.type" in the filter; see/,
    },
    {
      what: 'half a minute',
      policy: {
        conditions: [{ conditionThreshold: { ...threshold, duration: { seconds: 30 } } }],
      },
      message: /multiple of a minute/,
    },
    {
      what: 'a comparison that is not supported',
      policy: {
        conditions: [{ conditionThreshold: { ...threshold, comparison: 'COMPARISON_EQ' } }],
      },
      message: /Only COMPARISON_LT and COMPARISON_GT/,
    },
    {
      what: 'absence for a minute',
      policy: {
        conditions: [{ conditionAbsent: { filter: threshold.filter, duration: { seconds: 60 } } }],
      },
      message: /at least 120 seconds/,
    },
    {
      what: 'a log condition beside another',
      policy: { conditions: [log, { conditionThreshold: threshold }] },
      // The wording of chainguard-dev/terraform-infra-common#384.
      message: /Alert policies with a log matching condition can only have a single condition\./,
    },
    {
      what: 'a log condition without a rate limit',
      policy: { conditions: [log] },
      message: /notification_rate_limit is required/,
    },
    {
      what: 'two types in one condition',
      policy: { conditions: [{ conditionThreshold: threshold, ...log }] },
      message: /Exactly one condition type/,
    },
    {
      what: 'a label in capitals',
      policy: { userLabels: { Team: 'ml' } },
      message: /key of a user label is invalid/,
    },
    {
      what: 'an alignment below a minute',
      policy: {
        conditions: [
          {
            conditionThreshold: {
              ...threshold,
              aggregations: [{ alignmentPeriod: { seconds: 30 }, perSeriesAligner: 'ALIGN_SUM' }],
            },
          },
        ],
      },
      message: /from 60 seconds to 25 hours/,
    },
  ];

  it.each(wrong)('are refused: $what', async ({ policy, message }) => {
    await expect(create(policy)).rejects.toThrow(message);
  });
});
