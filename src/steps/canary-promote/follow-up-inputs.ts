import { list } from '../../contract/kinds/list.ts';
import { choice } from '../../contract/kinds/text.ts';
import type { Rule } from '../../contract/rule.ts';

const channelForm = /^projects\/[^/]+\/notificationChannels\/[^/]+$/;

/** What is left in Cloud Monitoring once a release is over. */
export const followUpInputs = {
  alert_policy: choice(['off', 'create'], {
    about:
      'Whether the endpoint gets an alert policy once the challenger is champion: on its error rate and latency, from where on it is worse than the former champion was. The next release replaces it.',
    default: 'off',
    example: 'create',
  }),
  alert_channels: list({
    about:
      'Notification channels that the alert policy tells, as projects/PROJECT/notificationChannels/ID. Without any it only shows in Cloud Monitoring.',
    default: [],
    example: ['projects/acme-ml/notificationChannels/1234567890'],
  }),
  release_metric: choice(['off', 'write'], {
    about:
      'Whether the outcome is written to Cloud Monitoring, as a point of custom.googleapis.com/vertex_release/exposed_requests.',
    default: 'off',
    example: 'write',
  }),
};

interface AlertInputs {
  readonly alertPolicy: 'off' | 'create';
  readonly alertChannels: readonly string[];
}

/** Channels that nothing would tell, or that are none, are found before the release and not at its end. */
export const alertRules: readonly Rule<AlertInputs>[] = [
  {
    says: 'alert_channels are notification channels of Cloud Monitoring.',
    reads: ['alertChannels'],
    breach: ({ alertChannels }) => {
      const wrong = alertChannels.find((name) => !channelForm.test(name));
      if (wrong === undefined) return undefined;
      const expected = 'channels as projects/PROJECT/notificationChannels/ID';
      return { field: 'alertChannels', expected, found: wrong };
    },
  },
  {
    says: 'alert_channels need alert_policy: create.',
    reads: ['alertPolicy', 'alertChannels'],
    breach: ({ alertPolicy, alertChannels }) =>
      alertPolicy === 'create' || alertChannels.length === 0
        ? undefined
        : {
            field: 'alertPolicy',
            expected: 'create, because alert_channels are given',
            found: 'off',
          },
  },
];
