import type { EmulatorClock } from '../../clock.ts';
import { generateId, projectNumber } from '../../store/ids.ts';
import type { LogStore } from '../../store/logs.ts';
import { canonicalName } from '../../store/names.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { getChannelDescriptor, listChannelDescriptors } from './channel-descriptors.ts';
import { applyMask } from './masked.ts';
import {
  canonicalProject,
  checkLength,
  checkUserLabels,
  invalidValue,
  projectOf,
} from './monitoring-fields.ts';
import {
  checkedLabels,
  identityOf,
  type NotificationChannel,
  refuseStatus,
  requireType,
} from './notification-channel.ts';
import { listResources, type ResourceListRequest } from './resource-list.ts';
import type { VerificationCodes } from './verification-codes.ts';

interface CreateRequest {
  name: string;
  notificationChannel?: Partial<NotificationChannel>;
}

interface UpdateRequest {
  notificationChannel: NotificationChannel;
  updateMask?: string;
}

/** What a channel asks of the policies that use it. */
export interface ChannelUses {
  namesUsing: (channel: string) => string[];
  removeChannel: (channel: string) => void;
}

const service = 'google.monitoring.v3.NotificationChannelService';
const maxPageSize = 1000;
const settable = ['displayName', 'description', 'labels', 'userLabels', 'enabled', 'type'];
const listFields = [...settable, 'name', 'verificationStatus'];

/** Notification channels are kept and checked; nothing is ever sent to them. */
export class NotificationChannels {
  readonly #channels: Table<NotificationChannel>;
  readonly #codes: VerificationCodes;
  readonly #logs: LogStore;
  readonly #clock: EmulatorClock;
  readonly #uses: ChannelUses;

  constructor(
    channels: Table<NotificationChannel>,
    codes: VerificationCodes,
    logs: LogStore,
    clock: EmulatorClock,
    uses: ChannelUses,
  ) {
    this.#channels = channels;
    this.#codes = codes;
    this.#logs = logs;
    this.#clock = clock;
    this.#uses = uses;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.ListNotificationChannelDescriptors`]: listChannelDescriptors,
      [`${service}.GetNotificationChannelDescriptor`]: ({ name }: Named) =>
        getChannelDescriptor(name),
      [`${service}.ListNotificationChannels`]: (request: ResourceListRequest & Named) => {
        const all = this.#channels.list(`${canonicalProject(request.name)}/notificationChannels/`);
        const { items, ...page } = listResources(all, request, listFields, maxPageSize);
        return { notificationChannels: items, ...page };
      },
      [`${service}.GetNotificationChannel`]: ({ name }: Named) => this.#existing(name),
      [`${service}.CreateNotificationChannel`]: (request: CreateRequest) => this.#create(request),
      [`${service}.UpdateNotificationChannel`]: (request: UpdateRequest) => this.#update(request),
      [`${service}.DeleteNotificationChannel`]: (request: Named & { force?: boolean }) =>
        this.#delete(request),
      [`${service}.SendNotificationChannelVerificationCode`]: ({ name }: Named) => this.#send(name),
      [`${service}.GetNotificationChannelVerificationCode`]: (
        request: Named & { expireTime?: string },
      ) => this.#issue(request),
      [`${service}.VerifyNotificationChannel`]: (request: Named & { code?: string }) =>
        this.#verify(request),
    };
  }

  has(name: string): boolean {
    return this.#channels.get(canonicalName(name)) !== undefined;
  }

  #create({ name: parent, notificationChannel: input = {} }: CreateRequest): NotificationChannel {
    refuseStatus(input);
    const type = requireType(input.type);
    const name = `projects/${projectOf(parent)}/notificationChannels/${generateId()}`;
    const record = this.#record();
    return this.#checked({
      ...input,
      name,
      type: type.type,
      enabled: input.enabled ?? true,
      ...(type.needsVerification ? { verificationStatus: 'UNVERIFIED' } : {}),
      creationRecord: record,
      mutationRecords: [record],
    });
  }

  #update({ notificationChannel: input, updateMask }: UpdateRequest): NotificationChannel {
    refuseStatus(input);
    const before = this.#existing(input.name);
    const mask = updateMask || settable.filter((field) => field in input).join(',');
    const changed = applyMask(before, input, mask, settable);
    const isElsewhere = identityOf(changed) !== identityOf(before);
    const { needsVerification } = requireType(changed.type);
    return this.#checked({
      ...changed,
      // Receipt was proven for the old address only.
      ...(isElsewhere && needsVerification ? { verificationStatus: 'UNVERIFIED' } : {}),
      mutationRecords: [...(before.mutationRecords ?? []), this.#record()],
    });
  }

  #delete({ name, force = false }: Named & { force?: boolean }): object {
    const channel = this.#existing(name);
    const users = this.#uses.namesUsing(channel.name);
    if (users.length > 0 && !force) {
      throw new ApiError(
        'FAILED_PRECONDITION',
        `The notification channel ${channel.name} is used by ${users.join(', ')}. Set force to delete it anyway.`,
      );
    }
    this.#uses.removeChannel(channel.name);
    this.#channels.delete(canonicalName(channel.name));
    return {};
  }

  /** What the channel would receive is a log entry, where a test can read it. */
  #send(name: string): object {
    const channel = this.#existing(name);
    const code = this.#codes.send(identityOf(channel));
    const project = projectNumber(projectOf(channel.name));
    this.#logs.append({
      logName: `projects/${project}/logs/monitoring.googleapis.com%2Fverification_code`,
      resource: { type: 'global', labels: { project_id: project } },
      severity: 'NOTICE',
      jsonPayload: { channel: channel.name, code },
    });
    return {};
  }

  #issue({ name, expireTime }: Named & { expireTime?: string }): object {
    const channel = this.#existing(name);
    if (channel.verificationStatus !== 'VERIFIED') {
      throw new ApiError('FAILED_PRECONDITION', `The channel ${channel.name} is not verified.`);
    }
    return this.#codes.issue(identityOf(channel), expireTime);
  }

  #verify({ name, code = '' }: Named & { code?: string }): NotificationChannel {
    const channel = this.#existing(name);
    if (!this.#codes.isValid(identityOf(channel), code)) {
      throw invalidValue('code', code, 'The verification code is wrong or has expired.');
    }
    return this.#save({ ...channel, verificationStatus: 'VERIFIED' });
  }

  #checked(channel: NotificationChannel): NotificationChannel {
    const { labels = {}, displayName, description, userLabels } = channel;
    const field = 'notification_channel';
    checkLength(`${field}.display_name`, displayName, 512);
    checkLength(`${field}.description`, description, 1024);
    checkUserLabels(userLabels, `${field}.user_labels`);
    return this.#save({ ...channel, labels: checkedLabels(requireType(channel.type), labels) });
  }

  #save(channel: NotificationChannel): NotificationChannel {
    this.#channels.put(canonicalName(channel.name), channel);
    return channel;
  }

  #existing(name: string): NotificationChannel {
    const channel = this.#channels.get(canonicalName(name));
    if (channel !== undefined) return channel;
    throw new ApiError('NOT_FOUND', `Cannot find notification channel with name '${name}'.`);
  }

  #record(): { mutateTime: string } {
    return { mutateTime: toTimestamp(this.#clock.now()) };
  }
}

interface Named {
  name: string;
}
