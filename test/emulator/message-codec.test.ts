import { describe, expect, it } from '@jest/globals';
import { array, assert, jsonValue, property, uint8Array } from 'fast-check';
import { pruneDescriptors } from '../../scripts/bundle/prune-descriptors.ts';
import { inVersion } from '../../src/emulator/wire/api-version.ts';
import {
  type DescriptorNode,
  officialDescriptors,
  servedServices,
} from '../../src/emulator/wire/descriptors.ts';
import { MessageCodec } from '../../src/emulator/wire/grpc/message-codec.ts';

const v1 = 'google.cloud.aiplatform.v1.';

describe('messages and proto3 JSON', () => {
  // As they are bundled: methods that are not served have a name and nothing else.
  const both = servedServices.flatMap((name) => [name, inVersion(name, 'v1beta1')]);
  const services = Object.fromEntries(both.map((name) => [name, 'all' as const]));
  const pruned = officialDescriptors().map(
    (tree) => pruneDescriptors(tree, { services, routesOfOthers: true }) as DescriptorNode,
  );
  const codec = new MessageCodec(pruned);
  const thereAndBack = (type: string, json: object): object =>
    codec.decode(type, codec.encode(type, json as never));

  it.each([
    [
      'int64, enums, durations and repeated messages',
      `${v1}CustomJob`,
      {
        displayName: 'job',
        state: 'JOB_STATE_RUNNING',
        jobSpec: {
          workerPoolSpecs: [{ replicaCount: '9007199254740993' }, { replicaCount: '1' }],
          scheduling: { timeout: '3600s' },
        },
      },
    ],
    ['bytes', `${v1}RawPredictRequest`, { httpBody: { contentType: 'x/y', data: 'AP8K' } }],
    [
      'values of any shape',
      `${v1}PredictRequest`,
      { instances: [null, true, 1.5, 'x', [1, [2]], { a: { b: [] } }], parameters: {} },
    ],
    ['timestamps', `${v1}Model`, { createTime: '2026-03-01T12:00:00.123Z' }],
    ['maps', `${v1}Endpoint`, { trafficSplit: { 1: 60, 2: 40 }, labels: { a: 'b' } }],
    ['defaults of fields with presence', `${v1}Scheduling`, { strategy: 'SPOT' }],
    [
      'an Any, by its type',
      'google.longrunning.Operation',
      {
        name: 'o',
        done: true,
        metadata: {
          '@type': `type.googleapis.com/${v1}DeployModelOperationMetadata`,
          genericMetadata: { createTime: '2026-03-01T12:00:00.000Z' },
        },
        response: { '@type': 'type.googleapis.com/google.protobuf.Empty' },
      },
    ],
    ['types of v1beta1', 'google.cloud.aiplatform.v1beta1.Endpoint', { displayName: 'e' }],
  ])('keeps %s', (_what, type, json) => {
    expect(thereAndBack(type, json)).toEqual(json);
  });

  it('has no field that is not on the wire', () => {
    expect(codec.decode(`${v1}Endpoint`, Buffer.alloc(0))).toEqual({});
    expect(codec.decode(`${v1}UpdateEndpointRequest`, Buffer.from([0x0a, 0x00]))).toEqual({
      endpoint: {},
    });
  });

  it('refuses a key that would be dropped, in both directions', () => {
    const instance: unknown = JSON.parse('{"inner": [{"__proto__": "x"}]}');
    const encoded = () => codec.encode(`${v1}PredictRequest`, { instances: [instance] } as never);
    expect(encoded).toThrow('A key __proto__ cannot be carried over gRPC here. Ask over REST.');

    const key = Buffer.from('__proto__');
    // instances { struct_value { fields { key: "__proto__", value { null_value } } } }
    const entry = Buffer.from([0x0a, key.length, ...key, 0x12, 0x02, 0x08, 0x00]);
    const struct = Buffer.from([0x0a, entry.length, ...entry]);
    const value = Buffer.from([0x2a, struct.length, ...struct]);
    const bytes = Buffer.from([0x12, value.length, ...value]);
    expect(() => codec.decode(`${v1}PredictRequest`, bytes)).toThrow(
      `Invalid ${v1}PredictRequest received. A key __proto__ cannot be carried over gRPC here.`,
    );
  });

  it('keeps instances of any JSON', () => {
    // Keys are told apart above.
    const instance = jsonValue({ maxDepth: 3 }).filter(
      (value) => !JSON.stringify(value).includes('"__proto__"'),
    );
    assert(
      property(array(instance, { minLength: 1, maxLength: 4 }), (instances) => {
        // JSON has one zero only, and objects without prototypes.
        const plain = JSON.parse(JSON.stringify(instances)) as unknown[];
        expect(thereAndBack(`${v1}PredictRequest`, { instances: plain })).toEqual({
          instances: plain,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('never throws anything but an ApiError on bytes', () => {
    const type = `${v1}DeployModelRequest`;
    assert(
      property(uint8Array({ maxLength: 60 }), (bytes) => {
        expect(['', 'ApiError']).toContain(thrownBy(() => codec.decode(type, Buffer.from(bytes))));
      }),
      { numRuns: 500 },
    );
  });
});

/** The name of the error; empty when there is none. */
function thrownBy(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return error instanceof Error ? error.name : 'no error';
  }
}
