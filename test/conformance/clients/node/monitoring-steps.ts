import { deepEqual, equal, match } from 'node:assert/strict';
import type { Steps } from '../client.ts';
import { refused, until } from './expect.ts';
import { project } from './names.ts';
import type { Services } from './services.ts';

const name = `projects/${project}`;
const responses = 'aiplatform.googleapis.com/prediction/online/response_count';
const responseFilter = `metric.type = "${responses}" AND resource.labels.endpoint_id = "production"`;

/** Series of predictions, and alert policies with the channels that they tell. */
export const monitoringSteps: Steps<Services> = {
  async 'read the series of predictions'({ metrics }) {
    // The steps before sent at least 20 predictions that went well, and one that was refused.
    const counted = await until('the series of all predictions', async () => {
      const now = Math.floor(Date.now() / 1000);
      const [series] = await metrics.listTimeSeries({
        name,
        filter: responseFilter,
        interval: { startTime: { seconds: now - 120 }, endTime: { seconds: now } },
        aggregation: {
          alignmentPeriod: { seconds: 120 },
          perSeriesAligner: 'ALIGN_SUM',
          crossSeriesReducer: 'REDUCE_SUM',
          groupByFields: ['metric.labels.response_code'],
        },
        view: 'FULL',
      });
      const sums = Object.fromEntries(
        series.map(({ metric, points }) => [
          metric?.labels?.['response_code'],
          Number(points?.[0]?.value?.int64Value),
        ]),
      );
      return sums['2xx'] !== undefined && sums['2xx'] >= 20 ? sums : undefined;
    });
    equal(counted['4xx'], 1);
  },
  async 'keep an alert policy'({ policies, channels }) {
    const [channel] = await channels.createNotificationChannel({
      name,
      notificationChannel: {
        type: 'email',
        displayName: 'on call',
        labels: { email_address: 'on-call@example.test' },
      },
    });
    const [created] = await policies.createAlertPolicy({
      name,
      alertPolicy: {
        displayName: 'errors of production',
        combiner: 'OR',
        notificationChannels: [channel.name ?? ''],
        conditions: [
          {
            displayName: 'errors',
            conditionThreshold: {
              filter: `${responseFilter} AND resource.type = "aiplatform.googleapis.com/Endpoint"`,
              comparison: 'COMPARISON_GT',
              thresholdValue: 5,
              duration: { seconds: 60 },
              aggregations: [{ alignmentPeriod: { seconds: 60 }, perSeriesAligner: 'ALIGN_DELTA' }],
            },
          },
        ],
      },
    });
    match(created.name ?? '', /^projects\/[^/]+\/alertPolicies\/\d+$/);
    const [updated] = await policies.updateAlertPolicy({
      alertPolicy: { name: created.name ?? '', enabled: { value: false } },
      updateMask: { paths: ['enabled'] },
    });
    equal(updated.enabled?.value, false);
    const [listed] = await policies.listAlertPolicies({ name });
    deepEqual(
      listed.map(({ displayName }) => displayName),
      ['errors of production'],
    );
    await policies.deleteAlertPolicy({ name: created.name ?? '' });
    await refused(policies.getAlertPolicy({ name: created.name ?? '' }), 'NOT_FOUND', /./);
    await channels.deleteNotificationChannel({ name: channel.name ?? '' });
  },
};
