import { deepEqual, match } from 'node:assert/strict';
import type { Steps } from '../client.ts';
import type { Gcloud } from './command.ts';

interface Named {
  name: string;
  displayName: string;
}

const channels = ['beta', 'monitoring', 'channels'];
const policies = ['alpha', 'monitoring', 'policies'];
const policy = {
  displayName: 'errors of production',
  combiner: 'OR',
  conditions: [
    {
      displayName: 'errors',
      conditionThreshold: {
        filter:
          'metric.type = "aiplatform.googleapis.com/prediction/online/error_count" AND resource.type = "aiplatform.googleapis.com/Endpoint"',
        comparison: 'COMPARISON_GT',
        thresholdValue: 5,
        duration: '60s',
        aggregations: [{ alignmentPeriod: '60s', perSeriesAligner: 'ALIGN_DELTA' }],
      },
    },
  ],
};

/** Alert policies, and the channels that they tell. */
export const monitoringSteps: Steps<Gcloud> = {
  async 'keep an alert policy'({ run, json, file }) {
    const channel = await json<Named>(
      ...channels,
      'create',
      '--type=email',
      '--display-name=on call',
      '--channel-labels=email_address=on-call@example.test',
    );
    const source = `--policy-from-file=${file(JSON.stringify(policy))}`;
    const flags = [source, `--notification-channels=${channel.name}`];
    const created = await json<Named>(...policies, 'create', ...flags);
    match(created.name, /^projects\/[^/]+\/alertPolicies\/\d+$/);
    const listed = await json<readonly Named[]>(...policies, 'list');
    deepEqual(
      listed.map(({ displayName }) => displayName),
      ['errors of production'],
    );
    await run(...policies, 'delete', created.name);
    await run(...channels, 'delete', channel.name);
  },
};
