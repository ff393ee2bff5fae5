import { deepEqual, equal } from 'node:assert/strict';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ModelService } from '../../src/emulator/services/models/models.ts';
import type { DeployedModel } from '../../src/emulator/store/resources.ts';
import type { Json } from './harness.ts';
import { ServiceCaller } from './service-caller.ts';

// The rules are those of the comments of model.proto and model_service.proto, and of the page on version
// aliases: the first version is the default, exactly one version is, an alias is on one version only, an
// alias both added and removed stays as it is, ids count up and come once, what is deployed stays.

const parent = 'projects/1/locations/us-central1';
const name = `${parent}/models/m`;
const endpoint = `${parent}/endpoints/e`;

/** What the registry should hold of the one model. */
interface Expected {
  /** Aliases by version; undefined without the model. */
  versions: Map<number, Set<string>> | undefined;
  next: number;
  deployed: number | undefined;
}

type Step = fc.AsyncCommand<Expected, ServiceCaller>;

abstract class Call implements Step {
  check(): boolean {
    return true;
  }

  abstract toString(): string;

  async run(expected: Expected, real: ServiceCaller): Promise<void> {
    await this.act(expected, real);
    await compare(expected, real);
  }

  protected abstract act(expected: Expected, real: ServiceCaller): Promise<void>;
}

async function compare({ versions }: Expected, real: ServiceCaller): Promise<void> {
  const answer = await real.call('ListModelVersions', { name });
  if (versions === undefined) {
    equal(answer['error']?.['status'], 'NOT_FOUND');
    return;
  }
  const listed = [...(answer['models'] ?? [])];
  const found = new Map(listed.map((each) => [Number(each['versionId']), aliasesOf(each)]));
  deepEqual(found, new Map([...versions].map(([id, aliases]) => [id, [...aliases].toSorted()])));
  for (const [id, aliases] of versions) {
    for (const alias of aliases) {
      const one = await real.call('GetModel', { name: `${name}@${alias}` });
      equal(one['versionId'], String(id), `alias ${alias}`);
    }
  }
  const whole = await real.call('GetModel', { name });
  equal(aliasesOf(whole).includes('default'), true);
}

function aliasesOf(model: Json): string[] {
  return [...(model['versionAliases'] ?? [])].map(String).toSorted();
}

function give(versions: Map<number, Set<string>>, id: number, aliases: Iterable<string>): void {
  for (const alias of aliases) {
    for (const held of versions.values()) held.delete(alias);
    versions.get(id)?.add(alias);
  }
}

class Upload extends Call {
  readonly #aliases: readonly string[];

  constructor(aliases: readonly string[]) {
    super();
    this.#aliases = aliases;
  }

  override toString(): string {
    return `upload [${this.#aliases.join(' ')}]`;
  }

  protected override async act(expected: Expected, real: ServiceCaller): Promise<void> {
    const target = expected.versions === undefined ? { modelId: 'm' } : { parentModel: name };
    const answer = await real.call('UploadModel', {
      parent,
      ...target,
      model: {
        displayName: 'm',
        containerSpec: { imageUri: 'image' },
        versionAliases: this.#aliases,
      },
    });
    const isFirst = expected.versions === undefined;
    const id = isFirst ? 1 : expected.next;
    equal(answer['response']?.['modelVersionId'], String(id));
    expected.versions ??= new Map();
    expected.versions.set(id, new Set());
    expected.next = id + 1;
    give(expected.versions, id, [...(isFirst ? ['default'] : []), ...this.#aliases]);
  }
}

class Merge extends Call {
  readonly #id: number;
  readonly #changes: readonly string[];

  constructor(id: number, changes: readonly string[]) {
    super();
    this.#id = id;
    this.#changes = changes;
  }

  override toString(): string {
    return `merge @${this.#id} [${this.#changes.join(' ')}]`;
  }

  protected override async act({ versions }: Expected, real: ServiceCaller): Promise<void> {
    const target = versions?.get(this.#id);
    const removed = this.#changes.filter((each) => each.startsWith('-')).map((e) => e.slice(1));
    const added = this.#changes.filter((each) => !each.startsWith('-'));
    const gone = removed.filter((alias) => !added.includes(alias));
    const status = await real.refusal('MergeVersionAliases', {
      name: `${name}@${this.#id}`,
      versionAliases: this.#changes,
    });
    if (versions === undefined || target === undefined) {
      equal(status, 'NOT_FOUND');
    } else if (gone.includes('default') && target.has('default')) {
      equal(status, 'FAILED_PRECONDITION');
    } else {
      equal(status, undefined);
      give(
        versions,
        this.#id,
        added.filter((alias) => !removed.includes(alias)),
      );
      for (const alias of gone) target.delete(alias);
    }
  }
}

class DeleteVersion extends Call {
  readonly #id: number;

  constructor(id: number) {
    super();
    this.#id = id;
  }

  override toString(): string {
    return `delete @${this.#id}`;
  }

  protected override async act(expected: Expected, real: ServiceCaller): Promise<void> {
    const { versions, deployed } = expected;
    const target = versions?.get(this.#id);
    const status = await real.refusal('DeleteModelVersion', { name: `${name}@${this.#id}` });
    if (versions === undefined || target === undefined) {
      equal(status, 'NOT_FOUND');
    } else if (target.has('default') || deployed === this.#id) {
      equal(status, 'FAILED_PRECONDITION');
    } else {
      equal(status, undefined);
      versions.delete(this.#id);
    }
  }
}

class DeleteModel extends Call {
  override toString(): string {
    return 'delete model';
  }

  protected override async act(expected: Expected, real: ServiceCaller): Promise<void> {
    const status = await real.refusal('DeleteModel', { name });
    const isFree = expected.versions !== undefined && expected.deployed === undefined;
    equal(
      status,
      expected.versions === undefined ? 'NOT_FOUND' : isFree ? undefined : 'FAILED_PRECONDITION',
    );
    if (isFree) expected.versions = undefined;
  }
}

/** Writes of the other rules: the labels and descriptions of a version leave its aliases alone. */
class Update extends Call {
  readonly #id: number;
  readonly #etag: 'current' | 'stale' | 'none';

  constructor(id: number, etag: 'current' | 'stale' | 'none') {
    super();
    this.#id = id;
    this.#etag = etag;
  }

  override toString(): string {
    return `update @${this.#id} with ${this.#etag} etag`;
  }

  protected override async act({ versions }: Expected, real: ServiceCaller): Promise<void> {
    real.clock.time += 1;
    const before = await real.call('GetModel', { name: `${name}@${this.#id}` });
    const etags = { none: {}, stale: { etag: 'stale' }, current: { etag: before['etag'] } };
    const model = { name: `${name}@${this.#id}`, versionDescription: 'new', ...etags[this.#etag] };
    const answer = await real.call('UpdateModel', { model, updateMask: 'versionDescription' });
    const isThere = versions?.has(this.#id) === true;
    const status = isThere ? (this.#etag === 'stale' ? 'ABORTED' : undefined) : 'NOT_FOUND';
    equal(answer['error']?.['status'], status);
    if (status !== undefined) return;
    equal(answer['versionDescription'], 'new');
    equal(answer['etag'] === before['etag'], false);
  }
}

class Deploy extends Call {
  readonly #id: number | undefined;

  constructor(id: number | undefined) {
    super();
    this.#id = id;
  }

  override toString(): string {
    return this.#id === undefined ? 'undeploy' : `deploy @${this.#id}`;
  }

  protected override async act(expected: Expected, { store }: ServiceCaller): Promise<void> {
    if (this.#id !== undefined && expected.versions?.has(this.#id) !== true) return;
    expected.deployed = this.#id;
    const deployed: DeployedModel = {
      id: '1',
      model: name,
      modelVersionId: String(this.#id),
      displayName: 'm',
      createTime: '2026-01-01T00:00:00Z',
      dedicatedResources: {},
    };
    store.endpoints.put(endpoint, {
      name: endpoint,
      displayName: 'e',
      deployedModels: this.#id === undefined ? [] : [deployed],
      trafficSplit: {},
      etag: 'e',
      createTime: '2026-01-01T00:00:00Z',
      updateTime: '2026-01-01T00:00:00Z',
    });
  }
}

const id = fc.integer({ min: 1, max: 5 });
const alias = fc.constantFrom('default', 'champion', 'challenger', 'golden');
const change = fc.tuple(fc.constantFrom('', '', '-'), alias).map((parts) => parts.join(''));

const step: fc.Arbitrary<Step>[] = [
  fc.uniqueArray(alias, { maxLength: 2 }).map((aliases) => new Upload(aliases)),
  fc.uniqueArray(alias, { maxLength: 2 }).map((aliases) => new Upload(aliases)),
  fc
    .tuple(id, fc.uniqueArray(change, { minLength: 1, maxLength: 4 }))
    .map(([which, changes]) => new Merge(which, changes)),
  fc.tuple(id, fc.constantFrom('current', 'stale', 'none')).map(([which, etag]) => {
    return new Update(which, etag);
  }),
  id.map((which) => new DeleteVersion(which)),
  fc.constant(new DeleteModel()),
  fc.option(id, { nil: undefined, freq: 2 }).map((which) => new Deploy(which)),
];

describe('versions and aliases of a model', () => {
  // A failure prints seed, path and replayPath: give them to fc.commands and fc.assert to see it again.
  it('follow their rules whatever is asked', async () => {
    const commands = fc.commands(step, { size: '+1', maxCommands: 40 });
    const property = fc.asyncProperty(commands, async (steps) => {
      const real = new ServiceCaller(
        'google.cloud.aiplatform.v1.ModelService',
        (store, clock) => new ModelService(store, clock),
      );
      const expected: Expected = { versions: undefined, next: 1, deployed: undefined };
      await fc.asyncModelRun(() => ({ model: expected, real }), steps);
    });
    await expect(fc.assert(property, { numRuns: 200 })).resolves.toBeUndefined();
  });
});
