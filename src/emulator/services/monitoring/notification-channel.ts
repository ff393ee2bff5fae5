import { channelTypes, type ChannelType } from './channel-types.ts';
import { invalidValue, missingField } from './monitoring-fields.ts';

/** `google.monitoring.v3.NotificationChannel` in JSON form. Secrets are never kept. */
export interface NotificationChannel {
  name: string;
  type: string;
  displayName?: string;
  description?: string;
  labels?: Record<string, string>;
  userLabels?: Record<string, string>;
  verificationStatus?: 'UNVERIFIED' | 'VERIFIED';
  enabled?: boolean;
  creationRecord?: { mutateTime: string };
  mutationRecords?: { mutateTime: string }[];
}

const hidden = '**********';

/** Channels of one identity are reached in the same way. */
export function identityOf({ type, labels = {} }: NotificationChannel): string {
  return JSON.stringify([type, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** @throws ApiError INVALID_ARGUMENT */
export function refuseStatus({ verificationStatus }: Partial<NotificationChannel>): void {
  const given: string = verificationStatus ?? 'VERIFICATION_STATUS_UNSPECIFIED';
  if (given === 'VERIFICATION_STATUS_UNSPECIFIED') return;
  throw invalidValue('notification_channel.verification_status', given, 'It cannot be set.');
}

/** @throws ApiError INVALID_ARGUMENT */
export function requireType(type: string | undefined): ChannelType {
  const found = channelTypes.find((candidate) => candidate.type === type);
  if (found !== undefined) return found;
  throw invalidValue('notification_channel.type', type ?? '', 'There is no such channel type.');
}

/** The labels of a channel, with secrets hidden. @throws ApiError for one that lacks or is unknown */
export function checkedLabels(
  { type, labels: known }: ChannelType,
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  const missing = known.find(({ key, use }) => use !== 'optional' && !labels[key]);
  if (missing !== undefined) throw missingField(`notification_channel.labels.${missing.key}`);
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => {
      const label = known.find((each) => each.key === key);
      if (label !== undefined) return [key, label.use === 'secret' ? hidden : value];
      throw invalidValue(
        'notification_channel.labels',
        key,
        `A channel of type ${type} has no such label.`,
      );
    }),
  );
}
