import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import {
  configVersion,
  environmentInputs,
  environmentNames,
  ownInputs,
} from '../../src/contract/config.ts';
import { fileInputs, type Input } from '../../src/contract/input.ts';
import { configSchema } from '../../src/contract/json-schema.ts';
import { sectionOf } from '../../src/contract/naming.ts';
import { shared } from '../../src/contract/shared.ts';
import type { Json } from '../../src/release/json.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { configOf } from './sources.ts';

const schema = configSchema(allSteps);
const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

const junk: Json[] = [
  null,
  true,
  0,
  5,
  -1,
  0.5,
  2.5,
  100_000,
  '',
  'word',
  'Two Words',
  'true',
  '5',
  '5m',
  '0s',
  '5',
  'a/b.csv',
  'gs://acme/x',
  's3://acme/x',
  'us-central1',
  [],
  ['a'],
  [''],
  [5],
  [5, 100],
  [100],
  {},
  { a: 'b' },
  { A: 'b' },
  { a: 1 },
  { p99: '1s' },
  { p99: 1 },
  [{ metric: 'auRoc', min: 0.5 }],
  [{ metric: 5 }],
  [{ name: 'a', source: 'b', schema: 'c' }],
  [{ name: 'a', source: 'b' }],
  [{ name: 'a', source: 'b', schema: 'c', format: 'xls' }],
];

const everyInput: readonly Input[] = allSteps.flatMap((step) => Object.values(step.inputs));
const valid = everyInput.flatMap(({ example, default: standard }) => [example, standard]);
const pool = [...new Set([...junk, ...valid].map((value) => JSON.stringify(value)))]
  .filter((text) => text !== undefined)
  .map((text) => JSON.parse(text) as Json);
const anyValue = fc.constantFrom(...pool);

/** Mostly known keys, each with its own example or with anything. */
function anySection(inputs: readonly (readonly [string, Input])[]): fc.Arbitrary<Json> {
  const keys = Object.fromEntries(
    inputs.map(([name, { example }]) => [
      name,
      example === undefined
        ? anyValue
        : fc.oneof({ weight: 6, arbitrary: fc.constant(example) }, anyValue),
    ]),
  );
  const known = fc.record(keys, { requiredKeys: [] });
  const stray = fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    fc.record({ stray: anyValue }),
    fc.record({ github_token: fc.constant('x') }),
  );
  const section = fc.tuple(known, stray).map(([a, b]) => ({ ...a, ...b }) as Json);
  return fc.oneof({ weight: 12, arbitrary: section }, fc.constantFrom<Json>(null, [], 5));
}

const differing = environmentInputs.map((name) => [name, shared[name]] as const);
const anyConfig = fc.record(
  {
    apiVersion: fc.oneof({ weight: 9, arbitrary: fc.constant(configVersion) }, anyValue),
    environments: fc.record(
      Object.fromEntries(environmentNames.map((name) => [name, anySection(differing)])),
      { requiredKeys: [] },
    ),
    ...Object.fromEntries(
      fileInputs(shared).map(([name, { example }]) => [
        name,
        fc.oneof({ weight: 9, arbitrary: fc.constant(example ?? null) }, anyValue),
      ]),
    ),
    ...Object.fromEntries(
      allSteps.map((step) => [sectionOf(step.name), anySection(fileInputs(ownInputs(step)))]),
    ),
  },
  { requiredKeys: ['apiVersion'] },
) as fc.Arbitrary<Json>;

/** What the parser says of a value of the file. */
function parserAccepts(config: Json): boolean {
  return configOf(stringify(config)).problems.length === 0;
}

describe('the JSON Schema of the configuration file', () => {
  it('accepts exactly what the parser accepts', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        expect(accepts(config)).toBe(parserAccepts(config));
      }),
      { numRuns: 300 },
    );
  });

  it('accepts of each key exactly what the parser accepts', () => {
    const sections: [string | undefined, [string, Input][]][] = [
      [undefined, fileInputs(shared)],
      ...allSteps.map((step): [string, [string, Input][]] => [
        sectionOf(step.name),
        fileInputs(ownInputs(step)),
      ]),
    ];
    const counts = { accepted: 0, refused: 0 };
    for (const [section, inputs] of sections) {
      for (const [name, { example, default: standard }] of inputs) {
        const own = [example, standard].filter((value) => value !== undefined);
        for (const value of [...junk, ...own]) {
          const keys = { [name]: value };
          const config = {
            apiVersion: configVersion,
            ...(section === undefined ? keys : { [section]: keys }),
          };
          const isAccepted = parserAccepts(config);
          expect([section, name, value, accepts(config)]).toEqual([
            section,
            name,
            value,
            isAccepted,
          ]);
          counts[isAccepted ? 'accepted' : 'refused'] += 1;
        }
      }
    }
    expect(counts.accepted).toBeGreaterThan(200);
    expect(counts.refused).toBeGreaterThan(1_000);
  });

  it.each<[why: string, section: Json]>([
    ['the order of steps', { canary_promote: { steps: [50, 5, 100] } }],
    ['gates that ask nothing', { register: { gates: [{ metric: 'auRoc' }] } }],
    ['gates that nothing passes', { register: { gates: [{ metric: 'auRoc', min: 1, max: 0 }] } }],
  ])('leaves %s to the parser', (_, section) => {
    const config = { apiVersion: configVersion, ...(section as object) };
    expect([accepts(config), parserAccepts(config)]).toEqual([true, false]);
  });

  it('gives each input its description, default and example', () => {
    const text = JSON.stringify(schema);
    expect(text).not.toContain('"$ref"');
    for (const step of allSteps) {
      for (const [, input] of fileInputs(ownInputs(step))) {
        expect(text).toContain(JSON.stringify(input.about).slice(1, -1));
      }
    }
  });

  it('has no key for a secret or for what belongs to one run', () => {
    const text = JSON.stringify(schema);
    expect(text).not.toMatch(/"(github_token|release|config|operation|restart)":/);
  });

  it('is the one that is published', async () => {
    const published = await readFile('schema/vertex-release.schema.json', 'utf8');
    expect(JSON.parse(published)).toEqual(schema);
  });
});
