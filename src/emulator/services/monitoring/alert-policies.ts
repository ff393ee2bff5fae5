import type { EmulatorClock } from '../../clock.ts';
import { generateId } from '../../store/ids.ts';
import { canonicalName } from '../../store/names.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { checkConditions } from './alert-conditions.ts';
import type { AlertPolicy, Condition } from './alert-policy.ts';
import { applyMask } from './masked.ts';
import {
  canonicalProject,
  checkLength,
  checkUserLabels,
  invalidValue,
  missingField,
  projectOf,
} from './monitoring-fields.ts';
import { listResources, type ResourceListRequest } from './resource-list.ts';

const service = 'google.monitoring.v3.AlertPolicyService';
const maxPageSize = 1000;
const settable = [
  'displayName',
  'documentation',
  'userLabels',
  'conditions',
  'combiner',
  'enabled',
  'notificationChannels',
  'alertStrategy',
  'severity',
];
const listFields = ['name', ...settable];

interface CreateRequest {
  name: string;
  alertPolicy?: Partial<AlertPolicy>;
}

interface UpdateRequest {
  alertPolicy: AlertPolicy;
  updateMask?: string;
}

/** Alerting policies are kept and checked. They are not evaluated: no incident is ever opened. */
export class AlertPolicies {
  readonly #policies: Table<AlertPolicy>;
  readonly #clock: EmulatorClock;
  readonly #hasChannel: (name: string) => boolean;

  constructor(
    policies: Table<AlertPolicy>,
    clock: EmulatorClock,
    hasChannel: (name: string) => boolean,
  ) {
    this.#policies = policies;
    this.#clock = clock;
    this.#hasChannel = hasChannel;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.ListAlertPolicies`]: (request: ResourceListRequest & { name: string }) => {
        const all = this.#policies.list(`${canonicalProject(request.name)}/alertPolicies/`);
        const { items, ...page } = listResources(all, request, listFields, maxPageSize);
        return { alertPolicies: items, ...page };
      },
      [`${service}.GetAlertPolicy`]: ({ name }: { name: string }) => this.#existing(name),
      [`${service}.CreateAlertPolicy`]: (request: CreateRequest) => this.#create(request),
      [`${service}.UpdateAlertPolicy`]: (request: UpdateRequest) => this.#update(request),
      [`${service}.DeleteAlertPolicy`]: ({ name }: { name: string }) => {
        this.#policies.delete(canonicalName(this.#existing(name).name));
        return {};
      },
    };
  }

  /** Policies that notify through a channel. */
  namesUsing(channel: string): string[] {
    return this.#using(channel).map(({ name }) => name);
  }

  removeChannel(channel: string): void {
    for (const policy of this.#using(channel)) {
      const { notificationChannels = [] } = policy;
      this.#save({
        ...policy,
        notificationChannels: notificationChannels.filter((name) => !isSame(name, channel)),
        mutationRecord: this.#record(),
      });
    }
  }

  #create({ name: parent, alertPolicy: input = {} }: CreateRequest): AlertPolicy {
    if (input.name) throw invalidValue('alert_policy.name', input.name, 'It must be left out.');
    const name = `projects/${projectOf(parent)}/alertPolicies/${generateId()}`;
    const record = this.#record();
    const { conditions = [], enabled = true } = input;
    const named = conditions.find((condition) => condition.name);
    if (named !== undefined) {
      throw invalidValue('alert_policy.conditions.name', named.name, 'It must be left out.');
    }
    return this.#checked({
      ...input,
      name,
      enabled,
      conditions: withNames(name, conditions, []),
      creationRecord: record,
      mutationRecord: record,
    });
  }

  /** Without a mask the whole policy is replaced. */
  #update({ alertPolicy: input, updateMask = '' }: UpdateRequest): AlertPolicy {
    const before = this.#existing(input.name);
    const replaced =
      updateMask === ''
        ? { ...input, enabled: input.enabled ?? true }
        : applyMask(before, input, updateMask, settable);
    const { name, creationRecord } = before;
    return this.#checked({
      ...replaced,
      name,
      conditions: withNames(name, replaced.conditions ?? [], before.conditions ?? []),
      ...(creationRecord === undefined ? {} : { creationRecord }),
      mutationRecord: this.#record(),
    });
  }

  #checked(policy: AlertPolicy): AlertPolicy {
    checkLength('alert_policy.display_name', policy.displayName, 512);
    checkUserLabels(policy.userLabels, 'alert_policy.user_labels');
    checkDocumentation(policy.documentation);
    checkConditions(policy);
    const strategies = policy.alertStrategy?.notificationChannelStrategy ?? [];
    const channels = [
      ...(policy.notificationChannels ?? []),
      ...strategies.flatMap(({ notificationChannelNames = [] }) => notificationChannelNames),
    ];
    const unknown = channels.find((channel) => !this.#hasChannel(channel));
    if (unknown !== undefined) {
      throw new ApiError('NOT_FOUND', `Cannot find notification channel with name '${unknown}'.`);
    }
    return this.#save(policy);
  }

  #save(policy: AlertPolicy): AlertPolicy {
    this.#policies.put(canonicalName(policy.name), policy);
    return policy;
  }

  #existing(name: string): AlertPolicy {
    const policy = this.#policies.get(canonicalName(name));
    if (policy !== undefined) return policy;
    throw new ApiError('NOT_FOUND', `Cannot find alert policy with name '${name}'.`);
  }

  #using(channel: string): AlertPolicy[] {
    return this.#policies
      .list('')
      .filter(({ notificationChannels = [] }) =>
        notificationChannels.some((name) => isSame(name, channel)),
      );
  }

  #record(): { mutateTime: string } {
    return { mutateTime: toTimestamp(this.#clock.now()) };
  }
}

function isSame(a: string, b: string): boolean {
  return canonicalName(a) === canonicalName(b);
}

/** A condition keeps its name when it says it; others get one. */
function withNames(
  policy: string,
  conditions: readonly Condition[],
  before: readonly Condition[],
): Condition[] {
  return conditions.map((condition) => {
    const { name } = condition;
    if (!name) return { ...condition, name: `${policy}/conditions/${generateId()}` };
    const kept = before.find((each) => each.name !== undefined && isSame(each.name, name));
    if (kept?.name !== undefined) return { ...condition, name: kept.name };
    throw invalidValue('alert_policy.conditions.name', name, 'The policy has no such condition.');
  });
}

function checkDocumentation(documentation: AlertPolicy['documentation']): void {
  const { content = '', subject = '', links = [] } = documentation ?? {};
  const field = 'alert_policy.documentation';
  checkLength(`${field}.content`, content, 8192);
  for (const [part, text] of Object.entries({ content, subject })) {
    if (Buffer.byteLength(text) > 10_240) {
      throw invalidValue(`${field}.${part}`, text, 'The text must not exceed 10240 bytes.');
    }
  }
  if (links.length > 3)
    throw invalidValue(`${field}.links`, links.length, 'At most 3 are allowed.');
  for (const { displayName, url } of links) {
    if (!displayName) throw missingField(`${field}.links.display_name`);
    checkLength(`${field}.links.display_name`, displayName, 63);
    checkLength(`${field}.links.url`, url, 2083);
  }
}
