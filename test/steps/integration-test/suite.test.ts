import { describe, expect, it } from '@jest/globals';
import { readSuite } from '../../../src/steps/integration-test/read-suite.ts';
import { parseSuite, parseYamlSuite } from '../../../src/steps/integration-test/suite.ts';
import { fakeFiles } from '../../support/fake-files.ts';

const golden = (name: string) =>
  `{"name":"${name}","instance":{"x":1},"expect":{"$":{"equals":1}}}`;

describe('a suite as JSON Lines', () => {
  it('has one case a line, golden unless it says another kind', () => {
    const text = `${golden('a')}\r\n\n{"name":"b","kind":"determinism","instance":null}\n`;
    expect(parseSuite(text, 'golden.jsonl')).toEqual([
      {
        name: 'a',
        kind: 'golden',
        instance: { x: 1 },
        expect: { $: { equals: 1 } },
        place: { file: 'golden.jsonl', line: 1 },
      },
      {
        name: 'b',
        kind: 'determinism',
        instance: null,
        times: 2,
        tolerance: 0,
        place: { file: 'golden.jsonl', line: 3 },
      },
    ]);
  });

  it.each<[string, string, string[]]>([
    ['without a case', '\n\n', ['golden.jsonl']],
    [
      'with lines that are no cases',
      'text\n{"name":"a"}\n[]',
      ['golden.jsonl:1', 'golden.jsonl:2 .instance', 'golden.jsonl:2 .expect', 'golden.jsonl:3'],
    ],
    [
      'with an expectation that nothing could miss',
      '{"name":"a","instance":1,"expect":{"$":{}}}',
      ['golden.jsonl:1 .expect.$'],
    ],
    [
      'with an expectation of two kinds',
      '{"name":"a","instance":1,"expect":{"$":{"min":0,"equals":1}}}',
      ['golden.jsonl:1 .expect.$'],
    ],
    [
      'with a misspelt key',
      '{"name":"a","instance":1,"expct":{}}',
      ['golden.jsonl:1 .expect', 'golden.jsonl:1 .expct'],
    ],
    ['with a kind that there is not', '{"name":"a","kind":"invariants"}', ['golden.jsonl:1 .kind']],
    ['with a name twice', `${golden('a')}\n${golden('a')}`, ['golden.jsonl:2']],
  ])('%s is refused with every place that is wrong', (_, text, where) => {
    expect(() => parseSuite(text, 'golden.jsonl')).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        problems: where.map((one) => expect.objectContaining({ where: one })),
      }),
    );
  });

  it.each<[string, string]>([
    ['a negative tolerance', '"expect":{"$":{"equals":1,"tolerance":-1}}'],
    ['a tolerance of a text', '"expect":{"$":{"equals":"bird","tolerance":0.1}}'],
    ['a tolerance that is no number', '"expect":{"$":{"equals":1,"tolerance":"0.1"}}'],
    ['a tolerance that is infinite', '"expect":{"$":{"equals":1,"tolerance":1e999}}'],
    ['a range upside down', '"expect":{"$":{"min":1,"max":0}}'],
    ['changes of what has no fields', '"kind":"invariance","variants":[{"x":1}]'],
    ['no change', '"kind":"direction","instance":{},"variants":[],"must":"rise"'],
    ['no direction', '"kind":"direction","instance":{},"variants":[{"x":1}]'],
    ['a refusal of nothing', '"kind":"refusal"'],
    ['a refusal of two things', '"kind":"refusal","body":"{","bytes":10'],
    ['a refusal that is none', '"kind":"refusal","body":"{","status":[200]'],
    ['one time', '"kind":"determinism","times":1'],
    ['a slice of nobody', '"kind":"slice","slice":"night","min_pass_share":0.9'],
    ['a share of nothing', '"kind":"slice","slice":"night","min_pass_share":0'],
    ['a batch without instances', '"kind":"batch"'],
    ['a batch of one', '"kind":"batch","instances":[1]'],
    ['a schema without golden cases', '"kind":"schema","schema":{"type":"object"}'],
    ['a slice that nobody judges', '"expect":{},"slice":"night"'],
  ])('refuses %s', (_, keys) => {
    const instance = keys.includes('"instance"') || keys.includes('refusal') ? '' : '"instance":1,';
    const plain = /slice","slice|batch|schema"/.test(keys) ? '' : instance;
    expect(() => parseSuite(`{"name":"a",${plain}${keys}}`, 'f')).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        problems: [expect.objectContaining({ where: expect.stringContaining('f:1') })],
      }),
    );
  });

  it('tells what was probably meant', () => {
    expect(() => parseSuite('{"name":"a","kind":"refusl"}', 'f')).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ mend: 'Did you mean refusal?' })],
      }),
    );
  });
});

const yaml = `include: [golden.jsonl]
cases:
  - name: form
    kind: schema
    schema: { type: object, required: [p] }
  - name: any operator
    kind: invariance
    instance: { operator: A }
    variants: [{ operator: B }]
    path: p
`;

describe('a suite as YAML', () => {
  it('has cases with the lines they stand on', () => {
    const { cases, include, problems } = parseYamlSuite(yaml, 'suite.yaml');
    expect(problems).toEqual([]);
    expect(include).toEqual(['golden.jsonl']);
    expect(cases).toMatchObject([
      { name: 'form', place: { file: 'suite.yaml', line: 3 } },
      { name: 'any operator', tolerance: 0, place: { line: 6 } },
    ]);
  });

  it.each<[string, string, string]>([
    ['no YAML', 'cases: [', 'suite.yaml:1:9'],
    ['no mapping', '- a', 'suite.yaml:1'],
    ['an unknown key', 'cases: []\ntests: []', 'suite.yaml:2'],
    ['cases that are no list', 'cases: {}', 'suite.yaml:1'],
    ['an include that is no list', 'include: golden.jsonl', 'suite.yaml:1'],
    [
      'a case with an unknown key',
      'cases:\n  - name: a\n    kind: batch\n    size: 3',
      'suite.yaml:4',
    ],
    [
      'a keyword of JSON Schema that is not understood',
      'cases:\n  - name: a\n    kind: schema\n    schema:\n      type: object\n      pattern: x',
      'suite.yaml:6',
    ],
  ])('refuses %s by its line', (_, text, where) => {
    expect(parseYamlSuite(text, 'suite.yaml').problems[0]?.where).toBe(where);
  });
});

describe('a suite of several files', () => {
  it('has the cases of all, each at its own place', async () => {
    const files = fakeFiles({
      '/p/tests/suite.yaml': yaml,
      '/p/tests/golden.jsonl': golden('a'),
    });
    const cases = await readSuite('/p/tests/suite.yaml', files);
    expect(cases.map(({ name, place }) => [name, place.file])).toEqual([
      ['form', '/p/tests/suite.yaml'],
      ['any operator', '/p/tests/suite.yaml'],
      ['a', '/p/tests/golden.jsonl'],
    ]);
  });

  it('is not read when one is missing', async () => {
    const files = fakeFiles({ '/p/suite.yaml': yaml });
    await expect(readSuite('/p/suite.yaml', files)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: '/p/suite.yaml include: /p/golden.jsonl does not exist',
    });
  });

  it('goes one level deep', async () => {
    const files = fakeFiles({
      '/p/suite.yaml': 'include: [inner.yaml]\ncases: []',
      '/p/inner.yaml': 'include: [suite.yaml]\ncases: []',
    });
    await expect(readSuite('/p/suite.yaml', files)).rejects.toMatchObject({
      problems: [{ where: '/p/inner.yaml', found: 'suite.yaml' }],
    });
  });
});
