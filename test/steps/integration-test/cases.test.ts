import { describe, expect, it } from '@jest/globals';
import type { Exchange, PredictionAnswer } from '../../../src/ports/predictions.ts';
import type { Json } from '../../../src/release/json.ts';
import { Asker } from '../../../src/steps/integration-test/asker.ts';
import { parseSuite } from '../../../src/steps/integration-test/suite.ts';
import { runSuite } from '../../../src/steps/integration-test/suite-run.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { answered, fakePredictions, refused } from '../../support/fake-predictions.ts';
import { stepContext } from '../../support/step-context.ts';

interface World {
  answer?: (instance: Json, count: number) => PredictionAnswer;
  exchange?: (body: string, count: number) => Exchange | undefined;
  files?: Readonly<Record<string, string>>;
}

/** What the cases of a suite come to, by their names. */
async function outcomes(suite: readonly object[], world: World = {}) {
  const { answer = (instance: Json) => answered(instance), exchange, files = {} } = world;
  const predictions = fakePredictions(answer, exchange === undefined ? {} : { exchange });
  const steps = { train: passedStep({ output_dir: '/job' }) };
  const context = stepContext(
    { predictions, host: fakeHost(), files: fakeFiles(files) },
    { journal: fakeJournal(fakeRecord({ steps })) },
  );
  const cases = parseSuite(suite.map((one) => JSON.stringify(one)).join('\n'), 'suite.jsonl');
  const asker = new Asker(
    { endpoint: 'projects/p/locations/l/endpoints/e', timeoutMs: 1_000 },
    context,
  );
  const results = await runSuite(cases, 1, asker, context);
  return {
    asker,
    predictions,
    of: (name: string) => results.find(({ one }) => one.name === name)?.finding,
  };
}

const field = (instance: Json, name: string) => (instance as Record<string, Json>)[name];
const scored = (score: (instance: Json) => Json) => (instance: Json) =>
  answered({ p: score(instance) });

describe('invariance', () => {
  const one = {
    name: 'any operator',
    kind: 'invariance',
    instance: { operator: 'A', speed: 3 },
    variants: [{ operator: 'B' }, { operator: null }],
    path: 'p',
    tolerance: 0.01,
  };

  it('passes where the change does not matter', async () => {
    const { of, predictions } = await outcomes([one], {
      answer: scored((asked) => field(asked, 'speed') ?? 0),
    });
    expect(of('any operator')).toEqual({ verdict: 'pass', misses: [] });
    expect(predictions.asked.map(({ instance }) => instance)).toEqual([
      { operator: 'A', speed: 3 },
      { operator: 'B', speed: 3 },
      { operator: null, speed: 3 },
    ]);
  });

  it('fails where it does, and tells which', async () => {
    const answer = scored((asked) => (field(asked, 'operator') === null ? 0.52 : 0.5));
    const { of } = await outcomes([one], { answer });
    expect(of('any operator')).toEqual({
      verdict: 'fail',
      misses: ['p is 0.52 with {"operator":null}, 0.5 without'],
    });
  });

  it('is not kept by a prediction that is nowhere', async () => {
    const { of } = await outcomes([one]);
    expect(of('any operator')).toMatchObject({ verdict: 'fail', misses: ['p is absent'] });
  });
});

describe('direction', () => {
  const one = (must: string, tolerance = 0) => ({
    name: 'speed',
    kind: 'direction',
    instance: { speed: 1 },
    variants: [{ speed: 2 }, { speed: 3 }],
    must,
    tolerance,
    path: 'p',
  });

  it.each<[string, number[], number, string]>([
    ['rise', [1, 2, 3], 0, 'pass'],
    ['rise', [1, 1, 3], 0, 'fail'],
    ['rise', [1, 1.1, 1.2], 0.5, 'fail'],
    ['not_fall', [1, 1, 3], 0, 'pass'],
    ['not_fall', [1, 0.9, 3], 0, 'fail'],
    ['not_fall', [1, 0.9, 3], 0.2, 'pass'],
    ['fall', [3, 2, 1], 0, 'pass'],
    ['fall', [3, 3, 1], 0, 'fail'],
    ['not_rise', [3, 3, 1], 0, 'pass'],
    ['not_rise', [1, 1.1, 1], 0, 'fail'],
  ])('%s over %j with tolerance %d: %s', async (must, scores, tolerance, verdict) => {
    const answer = scored((asked) => scores[Number(field(asked, 'speed')) - 1] ?? null);
    const { of } = await outcomes([one(must, tolerance)], { answer });
    expect(of('speed')?.verdict).toBe(verdict);
  });

  it('tells between which variants it breaks', async () => {
    const answer = scored((asked) => (field(asked, 'speed') === 3 ? 'fast' : 0.5));
    const { of } = await outcomes([one('not_fall')], { answer });
    expect(of('speed')?.misses).toEqual(['p must not fall: 0.5, then "fast" with {"speed":3}']);
  });
});

describe('determinism', () => {
  const one = { name: 'twice', kind: 'determinism', instance: 1, times: 3, tolerance: 0.1 };

  it.each<[string, (count: number) => number, string]>([
    ['the same', () => 1, 'pass'],
    ['nearly the same', (count) => 1 + count / 100, 'pass'],
    ['something else the third time', (count) => (count === 3 ? 2 : 1), 'fail'],
  ])('of %s', async (_, value, verdict) => {
    const { of } = await outcomes([one], { answer: (_instance, count) => answered(value(count)) });
    expect(of('twice')?.verdict).toBe(verdict);
  });
});

describe('batch', () => {
  const one = { name: 'all', kind: 'batch', instances: [1, 2, 3] };

  it('is what each gets alone', async () => {
    const { of, predictions } = await outcomes([one]);
    expect(of('all')).toMatchObject({ verdict: 'pass' });
    expect(predictions.sent.at(-1)).toBe('{"instances":[1,2,3]}');
  });

  it.each<[string, Json[], string]>([
    ['another order', [2, 1, 3], 'instances[0] is 2 in the batch, 1 alone'],
    ['one too few', [1, 2], '2 predictions for 3 instances'],
  ])('of %s is not', async (_, predictions, miss) => {
    const exchange = (body: string): Exchange | undefined =>
      body.includes(',')
        ? { kind: 'answered', status: 200, body: JSON.stringify({ predictions }), latencyMs: 1 }
        : undefined;
    const { of } = await outcomes([one], { exchange });
    expect(of('all')?.misses[0]).toBe(miss);
  });

  it('takes the golden cases without instances of its own', async () => {
    const golden = [4, 5].map((x) => ({ name: `g${x}`, instance: x, expect: {} }));
    const { predictions } = await outcomes([...golden, { name: 'all', kind: 'batch' }]);
    expect(predictions.sent.at(-1)).toBe('{"instances":[4,5]}');
  });
});

describe('a request that must be refused', () => {
  const reply = (status: number, body: string): Exchange => ({
    kind: 'answered',
    status,
    body,
    latencyMs: 1,
  });

  it.each<[string, Exchange, object, string]>([
    ['with a message', reply(400, '{"error":"no"}'), {}, 'pass'],
    ['as unprocessable', reply(422, '{"detail":"no"}'), {}, 'pass'],
    ['without a message', reply(400, ''), {}, 'fail'],
    ['as our fault of another kind', reply(429, '{"error":"busy"}'), {}, 'fail'],
    ['as its own fault', reply(500, '{"error":"KeyError"}'), {}, 'fail'],
    ['not at all', reply(200, '{"predictions":[0]}'), {}, 'fail'],
    ['never', { kind: 'lost', why: 'no answer within 1000 ms', latencyMs: 1 }, {}, 'fail'],
    ['by a front end, as too large', reply(413, '<html>Too large</html>'), {}, 'pass'],
    ['by a front end, for no reason', reply(400, '<html>Bad request</html>'), {}, 'fail'],
    ['as it must', reply(422, '{"error":"no"}'), { status: [422] }, 'pass'],
    ['as it must not', reply(400, '{"error":"no"}'), { status: [422] }, 'fail'],
  ])('and is refused %s', async (_, exchange, more, verdict) => {
    const suite = [{ name: 'half', kind: 'refusal', body: '{', ...more }];
    const { of, asker } = await outcomes(suite, { exchange: () => exchange });
    expect(of('half')?.verdict).toBe(verdict);
    expect(asker.requests).toBe(0);
  });

  const sentFor = async (what: object) => {
    const suite = [{ name: 'bad', kind: 'refusal', ...what }];
    const exchange = () => reply(400, '{"error":"no"}');
    const { predictions } = await outcomes(suite, { exchange });
    return predictions.sent[0] ?? 'nothing';
  };

  it.each([
    [{ body: '{' }, '{'],
    [{ body: '' }, ''],
    [{ instances: [] }, '{"instances":[]}'],
    [{ instances: [{ x: 'fast' }] }, '{"instances":[{"x":"fast"}]}'],
  ])('is sent as %j says', async (what, body) => {
    expect(await sentFor(what)).toBe(body);
  });

  it('may be JSON of any size', async () => {
    const body = await sentFor({ bytes: 2_000_000 });
    expect(body).toHaveLength(2_000_000);
    expect(JSON.parse(body)).toHaveProperty('instances');
  });
});

describe('the form of answers', () => {
  it('is judged over all golden cases, each named', async () => {
    const suite = [
      { name: 'form', kind: 'schema', schema: { type: 'number', maximum: 2 } },
      ...[1, 2, 3].map((x) => ({ name: `g${x}`, instance: x, expect: {} })),
    ];
    const { of } = await outcomes(suite);
    expect(of('form')).toEqual({ verdict: 'fail', misses: ['g3: $ is 3, expected at most 2'] });
  });
});

describe('a slice', () => {
  const suite = (least: number) => [
    { name: 'nights', kind: 'slice', slice: 'night', min_pass_share: least },
    ...[1, 2, 3, 4].map((x) => ({
      name: `g${x}`,
      slice: 'night',
      instance: x,
      expect: { $: { max: 3 } },
    })),
  ];

  it.each([
    [0.75, 'pass'],
    [0.76, 'fail'],
  ])('with a share of 3 in 4 against %d: %s', async (least, verdict) => {
    const { of } = await outcomes(suite(least));
    expect(of('nights')).toMatchObject({
      verdict,
      evidence: { slice: 'night', cases: 4, passed: 3, minPassShare: least },
    });
  });

  it('leaves out who was not answered', async () => {
    const answer = (instance: Json) => (instance === 4 ? refused(500, 'no') : answered(instance));
    const { of } = await outcomes(suite(1), { answer });
    expect(of('nights')).toMatchObject({ verdict: 'pass', evidence: { cases: 3 } });
  });
});

describe('serving against offline', () => {
  const one = {
    name: 'skew',
    kind: 'offline',
    predictions: 'predictions.jsonl',
    path: 'p',
    tolerance: 0.01,
  };
  const rows = (count: number) =>
    Array.from({ length: count }, (_, x) => ({
      id: `r${x}`,
      score: x / 100,
      label: 0,
      instance: { x },
    }));
  const file = (lines: readonly object[]) => ({
    '/job/predictions.jsonl': lines.map((line) => JSON.stringify(line)).join('\n'),
  });
  const honest = scored((asked) => Number(field(asked, 'x')) / 100);

  it('agrees where the endpoint answers what the evaluation predicted', async () => {
    const { of } = await outcomes([one], { files: file(rows(10)), answer: honest });
    expect(of('skew')).toMatchObject({
      verdict: 'pass',
      evidence: { rows: 10, agreeing: 10, maxDifference: 0 },
    });
  });

  it('shows the worst rows where it does not', async () => {
    const answer = scored(
      (asked) => Number(field(asked, 'x')) / 100 + (field(asked, 'x') === 7 ? 0.5 : 0),
    );
    const { of } = await outcomes([one], { files: file(rows(10)), answer });
    expect(of('skew')).toMatchObject({
      verdict: 'fail',
      misses: [
        '90 % of 10 rows within 0.01, expected 100 %',
        expect.stringMatching(/^id r7: 0.57\d* served, 0.07 offline, apart by 0.5$/),
        expect.any(String),
        expect.any(String),
      ],
      evidence: {
        agreeing: 9,
        worst: expect.arrayContaining([expect.objectContaining({ id: 'r7' })]),
      },
    });
  });

  it('bears a share of rows when told to', async () => {
    const answer = scored((asked) =>
      field(asked, 'x') === 7 ? 0.5 : Number(field(asked, 'x')) / 100,
    );
    const { of } = await outcomes([{ ...one, min_share: 0.9 }], { files: file(rows(10)), answer });
    expect(of('skew')?.verdict).toBe('pass');
  });

  it('draws rows from the whole file, the same ones every time', async () => {
    const ask = async () => {
      const { predictions } = await outcomes([{ ...one, max_rows: 20 }], {
        files: file(rows(1_000)),
        answer: honest,
      });
      return predictions.asked.map(({ instance }) => Number(field(instance, 'x')));
    };
    const drawn = await ask();
    expect(new Set(drawn).size).toBe(20);
    expect(Math.max(...drawn)).toBeGreaterThan(500);
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
    expect(await ask()).toEqual(drawn);
  });

  it('takes instances from a file of their own', async () => {
    const bare = rows(3).map(({ id, score }) => ({ id, score }));
    const files = {
      ...file(bare),
      '/job/instances.jsonl': rows(5)
        .map(({ id, instance }) => JSON.stringify({ id, instance }))
        .join('\n'),
    };
    const { of } = await outcomes([{ ...one, instances: 'instances.jsonl' }], {
      files,
      answer: honest,
    });
    expect(of('skew')).toMatchObject({ verdict: 'pass', evidence: { rows: 3 } });
  });

  it.each<[string, object[], string]>([
    ['no instance', [{ id: 'a', score: 1 }], '/job/predictions.jsonl:1'],
    ['no score', [{ id: 'a', score: 1, instance: 1 }, { id: 'b' }], '/job/predictions.jsonl:2'],
    ['no row', [], '/job/predictions.jsonl'],
  ])('is not judged by a file with %s', async (_, lines, where) => {
    await expect(outcomes([one], { files: file(lines), answer: honest })).rejects.toMatchObject({
      code: 'EVIDENCE_UNUSABLE',
      problems: [{ where }],
    });
  });

  it('names the row that was not answered', async () => {
    const answer = (asked: Json) =>
      field(asked, 'x') === 1 ? refused(500, 'broken') : honest(asked);
    const { of } = await outcomes([one], { files: file(rows(3)), answer });
    expect(of('skew')).toEqual({
      verdict: 'error',
      misses: ['/job/predictions.jsonl:2, id r1: refused with 500: broken'],
    });
  });
});
