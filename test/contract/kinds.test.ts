import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Input } from '../../src/contract/input.ts';
import { readValue, showPath } from '../../src/contract/issues.ts';
import { duration, durationForm } from '../../src/contract/kinds/duration.ts';
import { keyValues, list } from '../../src/contract/kinds/list.ts';
import { boolean, integer, number, percent, percents } from '../../src/contract/kinds/number.ts';
import { location, path } from '../../src/contract/kinds/path.ts';
import { structured } from '../../src/contract/kinds/structured.ts';
import { choice, image, secret, text } from '../../src/contract/kinds/text.ts';
import { describeProblem } from '../../src/errors/problem.ts';

const about = 'For a test.';

function fromFile(input: Input, value: unknown): unknown {
  const reading = readValue(input.schema, value, (inner) => `x${showPath(inner)}`);
  if (!reading.ok) return reading.problems.map(describeProblem);
  return input.resolve === undefined ? reading.value : input.resolve(reading.value, '/repo');
}

const kinds: Record<string, Input> = {
  text: text({ about }),
  bucket: text({ about, pattern: /^[a-z]+$/, expected: 'a bucket name without gs://' }),
  choice: choice(['hold', 'promote'], { about }),
  image: image({ about }),
  secret: secret({ about, environment: ['TOKEN'] }),
  boolean: boolean({ about }),
  port: integer({ about, min: 1, max: 65535 }),
  count: integer({ about, min: 0 }),
  alpha: number({ about, above: 0, below: 0.5 }),
  rate: number({ about, min: 0, max: 1 }),
  percent: percent({ about }),
  percents: percents({ about }),
  duration: duration({ about }),
  delay: duration({ about, zero: true }),
  path: path({ about }),
  location: location({ about }),
  output: location({ about, relativeTo: 'job' }),
  remote: location({ about, remote: true }),
  table: location({ about, tables: true }),
  list: list({ about }),
  labels: keyValues({
    about,
    key: { pattern: /^[a-z]+$/, expected: 'lower-case letters' },
    value: { pattern: /^[a-z]*$/, expected: 'a word' },
  }),
  limits: structured(
    z.strictObject({ p99: durationForm(false).schema.optional(), min: z.number().optional() }),
    { about, expected: 'limits' },
  ),
  either: structured(
    z.array(
      z.union([
        z.strictObject({ metric: z.string(), min: z.number().min(0) }),
        z.strictObject({ metric: z.string(), most: z.int().max(9), mode: z.enum(['a', 'b']) }),
      ]),
    ),
    { about, expected: 'a list of rules' },
  ),
};

const digest = `sha256:${'0a'.repeat(32)}`;
const aDuration = 'a duration above 0 with a unit, such as 90s, 5m or 1h30m';
const aPath = 'the path of a file on this machine';
const anImage = 'an image reference such as us-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE@sha256:…';

function kind(name: string): Input {
  const found = kinds[name];
  if (found === undefined) throw new Error(`no kind ${name}`);
  return found;
}

describe('in the file', () => {
  it.each<[name: string, value: unknown, typed: unknown]>([
    ['text', 'a, b', 'a, b'],
    ['bucket', 'acme', 'acme'],
    ['choice', 'hold', 'hold'],
    ['image', 'trainer', 'trainer'],
    ['image', 'localhost:5000/ml/trainer:v1.2', 'localhost:5000/ml/trainer:v1.2'],
    ['image', `us-docker.pkg.dev/acme/ml/a_b@${digest}`, `us-docker.pkg.dev/acme/ml/a_b@${digest}`],
    ['boolean', false, false],
    ['port', 8080, 8080],
    ['alpha', 0.01, 0.01],
    ['rate', 1, 1],
    ['percent', 0, 0],
    ['percents', [5, 25, 100], [5, 25, 100]],
    ['percents', [100], [100]],
    ['duration', '90s', 90_000],
    ['duration', '1h30m', 5_400_000],
    ['duration', '250ms', 250],
    ['delay', '0s', 0],
    ['path', 'data/train.csv', '/repo/data/train.csv'],
    ['path', '../train.csv', '/train.csv'],
    ['path', '/data/train.csv', '/data/train.csv'],
    ['location', 'data/train.csv', '/repo/data/train.csv'],
    ['location', 'gs://acme/train.csv', 'gs://acme/train.csv'],
    ['output', 'predictions.jsonl', 'predictions.jsonl'],
    ['remote', 'gs://acme-ml/models/7', 'gs://acme-ml/models/7'],
    ['table', 'bq://acme-ml.eval.rows-7', 'bq://acme-ml.eval.rows-7'],
    ['table', 'gs://acme/train.csv', 'gs://acme/train.csv'],
    ['table', 'train.csv', '/repo/train.csv'],
    ['list', ['--depth=8', 'a,b'], ['--depth=8', 'a,b']],
    ['list', [], []],
    ['labels', { team: 'aviation', none: '' }, { team: 'aviation', none: '' }],
    ['limits', { p99: '300ms' }, { p99: 300 }],
    ['limits', {}, {}],
    ['either', [{ metric: 'm', min: 0 }], [{ metric: 'm', min: 0 }]],
  ])('%s takes %j', (name, value, typed) => {
    expect(fromFile(kind(name), value)).toEqual(typed);
  });

  it.each<[name: string, value: unknown, problems: string[]]>([
    ['text', '', ['x: expected a text that is not empty, found ""']],
    ['text', 5, ['x: expected a text, found 5. Quote it: "5"']],
    ['text', null, ['x: expected a text, found null. Leave the key out, or give it a value']],
    ['bucket', 'gs://acme', ['x: expected a bucket name without gs://, found "gs://acme"']],
    ['choice', 'Hold', ['x: expected one of hold, promote, found "Hold". Did you mean hold?']],
    ['choice', 'stop', ['x: expected one of hold, promote, found "stop"']],
    ['image', 'Trainer Image', [`x: expected ${anImage}, found "Trainer Image"`]],
    ['image', 'trainer@sha256:0a', [`x: expected ${anImage}, found "trainer@sha256:0a"`]],
    ['boolean', 'yes', ['x: expected true or false, found "yes"']],
    ['boolean', 1, ['x: expected true or false, found 1']],
    ['port', 0, ['x: expected a whole number from 1 to 65535, found 0']],
    ['port', 80.5, ['x: expected a whole number from 1 to 65535, found 80.5']],
    ['port', '80', ['x: expected a whole number from 1 to 65535, found "80"']],
    ['count', -1, ['x: expected a whole number of at least 0, found -1']],
    ['alpha', 0.5, ['x: expected a number above 0 and below 0.5, found 0.5']],
    ['alpha', 0, ['x: expected a number above 0 and below 0.5, found 0']],
    ['rate', 1.01, ['x: expected a number from 0 to 1, found 1.01']],
    ['percent', 101, ['x: expected a whole percent from 0 to 100, found 101']],
    ['percents', 5, ['x: expected percents that ascend to 100, such as 5, 25, 50, 100, found 5']],
    ['percents', [], ['x: expected percents that ascend to 100, such as 5, 25, 50, 100, found []']],
    ['percents', [5, 50], ['x[1]: expected 100 as the last percent, found 50']],
    ['percents', [5, 5, 100], ['x[1]: expected a percent above 5, the one before it, found 5']],
    ['percents', [0, 100], ['x[0]: expected a whole percent from 1 to 100, found 0']],
    ['duration', 90, [`x: expected ${aDuration}, found 90`]],
    ['duration', '90', [`x: expected ${aDuration}, found "90"`]],
    ['duration', '0s', [`x: expected ${aDuration}, found "0s"`]],
    ['duration', '5 m', [`x: expected ${aDuration}, found "5 m"`]],
    ['path', 'https://a/b', [`x: expected ${aPath}, found "https://a/b"`]],
    ['path', 'gs://acme/b', [`x: expected ${aPath}, found "gs://acme/b"`]],
    ['path', 'a\nb', [`x: expected ${aPath}, found "a\\nb"`]],
    ['location', 's3://a/b', ['x: expected a path, or gs://BUCKET/OBJECT, found "s3://a/b"']],
    ['remote', 'models/7', ['x: expected gs://BUCKET/FOLDER, found "models/7"']],
    ['list', '--depth=8', ['x: expected a list of texts, found "--depth=8"']],
    ['list', ['a', ''], ['x[1]: expected a text that is not empty, found ""']],
    ['list', [8], ['x[0]: expected a text that is not empty, found 8. Quote it: "8"']],
    ['labels', [], ['x: expected texts by key, such as key=value, found []']],
    ['labels', { Team: 'a' }, ['x.Team: expected as key lower-case letters, found "Team"']],
    ['labels', { team: 7 }, ['x.team: expected a word, found 7']],
    [
      'limits',
      { p98: '1s', p99: 5, min: '3' },
      [
        `x.p99: expected ${aDuration}, found 5`,
        'x.min: expected a number, found "3"',
        'x.p98: expected one of the keys p99, min, found "p98". Did you mean p99?',
      ],
    ],
    ['limits', [], ['x: expected a mapping, found []']],
    ['either', [5], ['x[0]: expected another kind of value, found 5']],
    ['either', [{ metric: 'm', min: -1 }], ['x[0].min: expected a number of at least 0, found -1']],
    [
      'either',
      [{ metric: 'm', most: 10, mode: 'c' }],
      [
        'x[0].most: expected a number of at most 9, found 10',
        'x[0].mode: expected one of a, b, found "c"',
      ],
    ],
  ])('%s refuses %j', (name, value, problems) => {
    expect(fromFile(kind(name), value)).toEqual(problems);
  });
});

describe('as the text of a flag or variable', () => {
  it.each<[name: string, given: string, typed: unknown]>([
    ['text', 'true', 'true'],
    ['boolean', 'true', true],
    ['boolean', 'False', false],
    ['port', '8080', 8080],
    ['alpha', '1e-3', 0.001],
    ['percent', '5%', 5],
    ['percents', '5, 25%,100', [5, 25, 100]],
    ['list', 'a,b\nc , d', ['a', 'b', 'c', 'd']],
    ['list', 'a\\,b,c', ['a,b', 'c']],
    ['labels', 'team=aviation,none=', { team: 'aviation', none: '' }],
    ['duration', '5m', 300_000],
  ])('%s takes %j', (name, given, typed) => {
    const input = kind(name);
    expect(fromFile(input, input.readText(given))).toEqual(typed);
  });

  it.each<[name: string, given: string, problem: string]>([
    ['boolean', 'yes', 'x: expected true or false, found "yes"'],
    ['port', '0x50', 'x: expected a whole number from 1 to 65535, found "0x50"'],
    ['port', '', 'x: expected a whole number from 1 to 65535, found ""'],
    ['alpha', 'NaN', 'x: expected a number above 0 and below 0.5, found "NaN"'],
    ['percents', '5,x,100', 'x[1]: expected a whole percent from 1 to 100, found "x"'],
    ['labels', 'team', 'x: expected texts by key, such as key=value, found "team"'],
    ['labels', 'a=b,a=c', 'x: expected texts by key, such as key=value, found "a=b,a=c"'],
  ])('%s refuses %j', (name, given, problem) => {
    const input = kind(name);
    expect(fromFile(input, input.readText(given))).toEqual([problem]);
  });
});
