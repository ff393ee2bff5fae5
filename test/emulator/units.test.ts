import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { readEmulatorConfig } from '../../src/emulator/config.ts';
import { expandVariables, planLaunch } from '../../src/emulator/runtime/environment.ts';
import { findImage, withoutVersion } from '../../src/emulator/runtime/image.ts';
import { groupByDelimiter } from '../../src/emulator/services/storage/storage-objects.ts';
import { parseRange } from '../../src/emulator/services/storage/storage-download.ts';
import { generateId, projectNumber } from '../../src/emulator/store/ids.ts';
import { officialDescriptors } from '../../src/emulator/wire/descriptors.ts';
import { JsonDecoder } from '../../src/emulator/wire/decode.ts';
import { JsonEncoder } from '../../src/emulator/wire/encode.ts';
import { TypeTable } from '../../src/emulator/wire/type-table.ts';
import { ReleaseError } from '../../src/errors/error.ts';

describe('the configuration file', () => {
  it('maps images to commands, with folders relative to the file', () => {
    const text = `
images:
  example.test/a:1:
    command: [node, serve.mjs]
    cwd: server
    env: { LEVEL: debug, PORT: 8080 }
  example.test/b: { command: [python3, -m, train] }
buckets: [one, two]
`;
    expect(readEmulatorConfig('/etc/vr/emulator.yaml', text)).toEqual({
      images: {
        'example.test/a:1': {
          command: ['node', 'serve.mjs'],
          cwd: resolve('/etc/vr/server'),
          env: { LEVEL: 'debug', PORT: '8080' },
        },
        'example.test/b': { command: ['python3', '-m', 'train'], cwd: resolve('/etc/vr'), env: {} },
      },
      buckets: ['one', 'two'],
      faults: [],
    });
    expect(readEmulatorConfig('none.yaml', '')).toEqual({ images: {}, buckets: [], faults: [] });
  });

  it('reports all problems at once', () => {
    const text = `
image: {}
images:
  a: { command: node serve.mjs }
  b: { command: [], cwd: 5, port: 1 }
  c: { command: [node, 3], env: [A] }
  d: {}
buckets: one
`;
    const thrown = (): unknown => {
      try {
        return readEmulatorConfig('emulator.yaml', text);
      } catch (error) {
        return error;
      }
    };
    const error = thrown();
    expect(error).toBeInstanceOf(ReleaseError);
    expect((error as ReleaseError).problems.map(({ where, found }) => [where, found])).toEqual([
      ['image', 'image'],
      ['images["a"].command', '"node serve.mjs"'],
      ['images["b"].port', 'port'],
      ['images["b"].command', '[]'],
      ['images["b"].cwd', '5'],
      ['images["c"].command[1]', '3'],
      ['images["c"].env', '["A"]'],
      ['images["d"].command', undefined],
      ['buckets', '"one"'],
    ]);
    expect(() => readEmulatorConfig('f', 'images: [')).toThrow(/not YAML/);
  });
});

describe('an image', () => {
  const images = {
    'r.test:5000/a/b': { command: ['any'] },
    'r.test:5000/a/b:2': { command: ['two'] },
    'r.test:5000/a/b@sha256:00': { command: ['digest'] },
  };

  it.each([
    ['r.test:5000/a/b:2', 'two'],
    ['r.test:5000/a/b:2@sha256:11', 'two'],
    ['r.test:5000/a/b:3', 'any'],
    ['r.test:5000/a/b', 'any'],
    ['r.test:5000/a/b@sha256:00', 'digest'],
    ['r.test:5000/a/b@sha256:11', 'any'],
  ])('%s runs %s', (reference, command) => {
    expect(findImage(images, reference).command).toEqual([command]);
  });

  it('is not one that only looks alike', () => {
    expect(() => findImage(images, 'r.test:5000/a/bc')).toThrow(/no command for image/);
    expect(() => findImage(images, 'toString')).toThrow(/no command for image/);
    expect(withoutVersion('r.test:5000/a')).toBe('r.test:5000/a');
  });
});

describe('variables', () => {
  it.each([
    ['$(A)-$(B)', '1-2'],
    ['$$(A)', '$(A)'],
    ['$(C)', '$(C)'],
    ['$A ${A} $()', '$A ${A} $()'],
    ['$(toString)', '$(toString)'],
  ])('expand %s to %s', (text, expected) => {
    expect(expandVariables(text, { A: '1', B: '2' })).toBe(expected);
  });

  it('see earlier ones, and arguments see all', () => {
    const launch = planLaunch(
      { command: ['run'], env: { BASE: '/x' } },
      {
        imageUri: 'i',
        args: ['--dir=$(DIR)'],
        env: [
          { name: 'DIR', value: '$(BASE)/$(LATE)' },
          { name: 'LATE', value: 'l' },
        ],
      },
      {},
    );
    expect(launch).toEqual({
      command: ['run', '--dir=/x/$(LATE)'],
      env: { BASE: '/x', DIR: '/x/$(LATE)', LATE: 'l' },
    });
  });
});

describe('ids', () => {
  it('are 19 digits, and project numbers 12, stable and their own number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/), (project) => {
        const number = projectNumber(project);
        expect(number).toMatch(/^[1-9]\d{11}$/);
        expect(projectNumber(project)).toBe(number);
        expect(projectNumber(number)).toBe(number);
        expect(generateId()).toMatch(/^[1-9]\d{18}$/);
      }),
    );
  });
});

describe('byte ranges', () => {
  const bounds = fc.tuple(fc.nat(60), fc.nat(60));

  it('hold the bytes that were asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), bounds, (size, [from, more]) => {
        fc.pre(from < size);
        const to = Math.min(from + more, size - 1);
        expect(parseRange(`bytes=${from}-${from + more}`, size)).toEqual({ from, to });
      }),
    );
  });

  it('cannot begin after the end', () => {
    fc.assert(
      fc.property(fc.nat(50), bounds, (size, [from, more]) => {
        const range = `bytes=${size + from}-${size + from + more}`;
        expect(() => parseRange(range, size)).toThrow(/range/);
      }),
    );
  });
});

describe('grouping by delimiter', () => {
  it('shows every object once, by itself or by its prefix', () => {
    const name = fc.stringMatching(/^[ab/]{1,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.constantFrom('', 'a', 'a/'), (names, prefix) => {
        const objects = names
          .filter((each) => each.startsWith(prefix))
          .map((each) => ({ name: each }));
        const rows = groupByDelimiter(objects, prefix, '/');
        for (const object of objects) {
          const rest = object.name.slice(prefix.length);
          const shown = rest.includes('/') ? prefix + rest.slice(0, rest.indexOf('/') + 1) : object;
          expect(rows).toContainEqual(shown);
        }
        const prefixes = rows.filter((row) => typeof row === 'string');
        expect(new Set(prefixes).size).toBe(prefixes.length);
        expect(rows.length).toBeLessThanOrEqual(objects.length);
      }),
    );
  });
});

describe('proto JSON', () => {
  const types = new TypeTable(officialDescriptors());
  const decoder = new JsonDecoder(types);
  const encoder = new JsonEncoder(types);
  const customJob = 'google.cloud.aiplatform.v1.CustomJob';

  it('reads snake case, numbers for enums and int64, and writes the canonical form', () => {
    const decoded = decoder.decode(customJob, {
      display_name: 'j',
      state: 4,
      labels: {},
      job_spec: {
        worker_pool_specs: [{ replica_count: 1, machine_spec: { accelerator_count: '2' } }],
        scheduling: { timeout: '3.5s', strategy: 'SPOT' },
      },
      error: null,
    });
    expect(decoded).toEqual({
      displayName: 'j',
      state: 'JOB_STATE_SUCCEEDED',
      labels: {},
      jobSpec: {
        workerPoolSpecs: [{ replicaCount: '1', machineSpec: { acceleratorCount: 2 } }],
        scheduling: { timeout: '3.5s', strategy: 'SPOT' },
      },
    });
    expect(encoder.encode(customJob, decoded, { numericEnums: true })).toMatchObject({ state: 4 });
    expect(encoder.encode(customJob, decoded, { numericEnums: false })).not.toHaveProperty(
      'labels',
    );
  });

  it.each([
    [{ displayName: 1 }, /display_name.*TYPE_STRING/],
    [{ state: 'DONE' }, /state/],
    [{ jobSpec: { workerPoolSpecs: {} } }, /job_spec\.worker_pool_specs/],
    [
      { jobSpec: { workerPoolSpecs: [{ replicaCount: 'x' }] } },
      /worker_pool_specs\[0\]\.replica_count/,
    ],
    [{ createTime: 'yesterday' }, /create_time.*Timestamp/],
    [{ jobSpec: { scheduling: { timeout: '5 minutes' } } }, /timeout.*Duration/],
    [{ labels: { a: 1 } }, /labels\[a\]/],
    [{ colour: 1 }, /Unknown name "colour"/],
    [[], /Invalid value/],
  ])('refuses %j', (json, message) => {
    expect(() => decoder.decode(customJob, json as never)).toThrow(message);
  });

  it('never lets a field out that the type does not have', () => {
    const options = { numericEnums: false };
    expect(() => encoder.encode(customJob, { colour: 'red' }, options)).toThrow(/no field colour/);
  });

  it('writes values with presence even when they are the default', () => {
    const typed = 'google.monitoring.v3.TypedValue';
    expect(encoder.encode(typed, { int64Value: '0' }, { numericEnums: false })).toEqual({
      int64Value: '0',
    });
    const endpoint = 'google.cloud.aiplatform.v1.Endpoint';
    const written = encoder.encode(
      endpoint,
      { description: '', trafficSplit: { 1: 100, 2: 0 }, labels: {} },
      { numericEnums: false },
    );
    expect(written).toEqual({ trafficSplit: { 1: 100, 2: 0 } });
  });
});
