import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseConfig } from '../../src/contract/config.ts';
import { readYaml } from '../../src/contract/yaml-document.ts';
import { parseTableSchema } from '../../src/data/table-schema.ts';
import { readEmulatorConfig } from '../../src/emulator/config.ts';
import { ReleaseError } from '../../src/errors/error.ts';
import { gateSchema } from '../../src/evaluation/gate.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { parseRecord } from '../../src/release/record.ts';
import { parseSuite, parseYamlSuite } from '../../src/steps/integration-test/suite.ts';
import { parseJobSpec } from '../../src/steps/train/job-spec.ts';

/** Everything that is made of a text from outside; each answers, or throws what it means to throw. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  configuration: (text) => parseConfig(text, { name: 'f', folder: '/f' }, allSteps).problems,
  'structured input': (text) => readYaml(text, 'f').problems,
  'job spec': (text) => parseJobSpec(text, 'f'),
  'table schema': (text) => parseTableSchema(text, 'f'),
  'emulator configuration': (text) => readEmulatorConfig('f', text),
  suite: (text) => parseSuite(text, 'f'),
  'suite as YAML': (text) => parseYamlSuite(text, 'f').problems,
  record: (text) => parseRecord(text, 'f'),
};

/** Whether the text was refused in words: by problems, or by an error with a code of its own. */
function isRefused(read: (text: string) => unknown, text: string): boolean {
  try {
    const answer = read(text);
    return Array.isArray(answer) && answer.length > 0;
  } catch (thrown) {
    if (thrown instanceof ReleaseError && thrown.code !== 'INTERNAL') return true;
    throw thrown;
  }
}

function aliasBomb(key: string): string {
  const nine = (item: string) => `[${Array.from({ length: 9 }, () => item).join(', ')}]`;
  const levels = Array.from(
    { length: 9 },
    (_, level) => `  - &a${level + 1} ${nine(`*a${level}`)}`,
  );
  return [`${key}:`, `  - &a0 ${nine('x')}`, ...levels, ''].join('\n');
}

const expensive: readonly (readonly [string, string])[] = [
  ['aliases of aliases', aliasBomb('fields')],
  ['lists in lists', '['.repeat(100_000)],
  ['lists in lists, whole', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['objects in objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  [
    'depth where any value may stand',
    `{"name":"a","expect":{},"instance":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  ],
];

describe.each(Object.entries(readers))('a %s', (_, read) => {
  it.each(expensive)('is refused in words when it is made of %s', (__, text) => {
    expect(isRefused(read, text)).toBe(true);
  });
});

describe.each(['configuration', 'structured input', 'job spec', 'table schema'])('a %s', (name) => {
  const read = readers[name] ?? (() => []);
  it.each([
    ['is larger than 1 MiB', `a: "${'x'.repeat(1 << 20)}"`],
    ['has a key twice', 'fields: []\nfields: []\n'],
  ])('is refused when it %s', (_, text) => {
    expect(isRefused(read, text)).toBe(true);
  });
});

describe.each(['configuration', 'structured input', 'job spec'])('a %s', (name) => {
  const read = readers[name] ?? (() => []);
  it.each(['.nan', '.inf', '-.inf', '123456789012345678901234'])('takes no %s', (number) => {
    expect(isRefused(read, `workerPoolSpecs: [{ containerSpec: { x: ${number} } }]`)).toBe(true);
  });
  it.each(['__proto__', 'constructor', 'prototype'])('takes no key %s', (key) => {
    expect(isRefused(read, `workerPoolSpecs: [{ containerSpec: { ${key}: { a: 1 } } }]`)).toBe(
      true,
    );
  });
});

describe('the id in a record', () => {
  const record = (releaseId: string) =>
    JSON.stringify({
      apiVersion: 'vertex-release/v1',
      kind: 'ReleaseRecord',
      releaseId,
      model: 'birds',
      commit: '1a2b3c4d',
      number: 1,
      emulated: true,
      identity: {},
      openedAt: '2026-01-05T09:00:00Z',
      updatedAt: '2026-01-05T09:00:00Z',
      host: { name: 'github' },
      steps: {},
    });

  it('may be what a release is called', () => {
    expect(parseRecord(record('birds-1a2b3c4d-1'), 'f').releaseId).toBe('birds-1a2b3c4d-1');
  });

  it.each(['..', '.', '../../birds', 'a/../../b', '/etc', 'a\\b', 'a\0', ''])(
    'may not be %j: folders are named after it',
    (id) => {
      expect(isRefused((text) => parseRecord(text, 'f'), record(id))).toBe(true);
    },
  );
});

describe('a gate', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('takes no %p', (min) => {
    expect(gateSchema.safeParse({ metric: 'auRoc', min }).success).toBe(false);
  });
});

describe('no document', () => {
  const evil = fc.constantFrom('__proto__', 'constructor', 'prototype');
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<unknown>('polluted', 1, true, null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc
        .array(
          fc.tuple(
            fc.oneof(evil, fc.constantFrom('name', 'expect', 'fields', 'steps')),
            tie('tree'),
          ),
          {
            maxLength: 3,
          },
        )
        // As text: an object of JavaScript could not hold what the parsers are given.
        .map((pairs) => ({ pairs })),
    ),
  }));

  it.each(Object.entries(readers))('changes what all objects are: %s', (_, read) => {
    const before = fingerprint();
    fc.assert(
      fc.property(tree, (value) => {
        isRefused(read, jsonOf(value));
        expect(fingerprint()).toEqual(before);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
    );
  });

  it.each(['__proto__', 'constructor'])(
    'gives a record or a case %s that is not its own',
    (key) => {
      const stepOf = `"${key}":{"polluted":true}`;
      const [golden] = parseSuite(`{"name":"a","instance":{${stepOf}},"expect":{}}`, 'f');
      const { instance } = golden as unknown as { instance: Record<string, unknown> };
      expect(instance['polluted']).toBeUndefined();
      expect(Object.getPrototypeOf(instance)).toBe(Object.prototype);
    },
  );
});

function fingerprint(): readonly string[] {
  return [Object.prototype, Array.prototype, Function.prototype].map((prototype) =>
    Reflect.ownKeys(prototype).map(String).join(),
  );
}

function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (typeof value === 'object' && value !== null && 'pairs' in value) {
    const pairs = value.pairs as [string, unknown][];
    return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${jsonOf(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
