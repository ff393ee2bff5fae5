import { describe, expect, it } from '@jest/globals';
import type { Exchange } from '../../../src/ports/predictions.ts';
import { answered, refused } from '../../support/fake-predictions.ts';
import { endpoint, world } from './integration-world.ts';
import { golden, likeProduction, logLine, logOf, secret, staging } from './shadow-world.ts';

const fromFile = { shadow: true, shadowRequests: '/project/log.jsonl' };

describe('a shadow of production', () => {
  it('asks the staging endpoint alone, and passes where it answers alike', async () => {
    const there = staging(likeProduction);
    const result = await there.run({ ...fromFile, maxShadowDifference: 0 });
    expect(result).toMatchObject({
      verdict: 'pass',
      outputs: { shadow_difference: 0 },
      evidence: {
        shadow: {
          requests: 100,
          compared: 100,
          differing: 0,
          limit: 0,
          verdict: 'pass',
          kinds: {},
          worst: [],
        },
      },
    });
    expect(new Set(there.predictions.asked.map((one) => one.endpoint))).toEqual(
      new Set([endpoint]),
    );
  });

  it.each<[string, number, number | undefined, string]>([
    ['more than may differ do for sure', 40, 0.1, 'fail'],
    ['it cannot be told', 10, 0.1, 'inconclusive'],
    ['fewer do for sure', 1, 0.1, 'pass'],
    ['none may', 1, 0, 'fail'],
    ['nothing says how many may', 100, undefined, 'pass'],
  ])('where %s', async (_, differing, maxShadowDifference, verdict) => {
    const there = staging((number) => ({
      ...(likeProduction(number) as object),
      ...(number < differing ? { label: 'other' } : {}),
    }));
    expect(await there.run({ ...fromFile, maxShadowDifference })).toMatchObject({
      verdict,
      outputs: { shadow_difference: differing / 100 },
      evidence: { shadow: { differing, kinds: { class: differing }, verdict } },
    });
  });

  it('shows the worst requests by their place, and how they differ', async () => {
    const there = staging((number) => ({
      score: number === 7 ? 7.5 : number === 8 ? 10 : number,
      label: number === 9 ? 'prime' : number % 2 === 0 ? 'even' : 'odd',
      ...(number === 10 ? { more: 1 } : {}),
    }));
    const result = await there.run({ ...fromFile, maxShadowDifference: 0 });
    expect(result.evidence?.['shadow']).toMatchObject({
      requests: 100,
      differing: 4,
      kinds: { number: 2, class: 1, form: 1 },
      worst: [
        { id: 'line 11', kind: 'form', path: '[0].more', places: 1 },
        { id: 'line 10', kind: 'class', path: '[0].label' },
        { id: 'line 9', kind: 'number', path: '[0].score', by: 2 },
        { id: 'line 8', kind: 'number', path: '[0].score', by: 0.5 },
      ],
    });
  });

  it('bears numbers within the tolerance, and looks at one field if told to', async () => {
    const there = () => staging((number) => ({ score: number + 0.01, label: 'new' }));
    expect(
      await there().run({
        ...fromFile,
        maxShadowDifference: 0,
        shadowTolerance: 0.02,
        shadowField: 'score',
      }),
    ).toMatchObject({ verdict: 'pass' });
    expect(await there().run({ ...fromFile, maxShadowDifference: 0 })).toMatchObject({
      verdict: 'fail',
    });
  });

  it('does not pass for a field that the log does not have', async () => {
    const there = staging(likeProduction);
    const result = await there.run({
      ...fromFile,
      maxShadowDifference: 0.1,
      shadowField: 'confidence',
    });
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      evidence: {
        shadow: {
          requests: 0,
          unusable: [{ reason: 'an answer of production without confidence', count: 100 }],
        },
      },
    });
  });

  it('compares latencies of the same requests, where the log has them', async () => {
    const log = logOf(100, (number) => (number < 50 ? { latency_ms: number + 1 } : {}));
    const result = await staging(likeProduction, { log, latencyMs: () => 20 }).run(fromFile);
    expect(result.evidence?.['shadow']).toMatchObject({
      latency: {
        staging: { p50: 20 },
        paired: { requests: 50, staging: { p50: 20, p99: 20 }, logged: { p50: 25, p99: 50 } },
      },
    });
  });

  it('tells which deployed models had answered', async () => {
    const log = logOf(10, (number) => ({ deployed_model_id: number < 3 ? '71' : '72' }));
    const result = await staging(likeProduction, { log }).run(fromFile);
    expect(result.evidence?.['shadow']).toMatchObject({
      answeredBy: [
        { deployedModelId: '71', requests: 3 },
        { deployedModelId: '72', requests: 7 },
      ],
    });
  });
});

describe('privacy', () => {
  it('nothing of a request or an answer is written or said, whatever comes of it', async () => {
    const answerings: (Exchange | undefined)[] = [
      { kind: 'answered', status: 400, body: `{"error":"no such ${secret}"}`, latencyMs: 1 },
      { kind: 'answered', status: 200, body: `<html><title>${secret}`, latencyMs: 1 },
      { kind: 'answered', status: 200, body: `${secret}, in plain text`, latencyMs: 1 },
      { kind: 'lost', why: `the answer is no HTTP: ${secret}`, latencyMs: 1 },
      undefined,
    ];
    const there = staging((number) => ({ score: -number, label: secret }), {
      log: `${logOf(20)}\n${logLine(21, { predictions: [] })}`,
      answering: {
        exchange: (body, count) => (body.includes('golden') ? undefined : answerings[count % 5]),
      },
    });
    const result = await there.run({
      ...fromFile,
      maxShadowDifference: 0,
      junit: '/project/out.xml',
    });
    expect(result).toMatchObject({ verdict: 'fail' });
    const written = [
      JSON.stringify(result),
      ...there.host.lines,
      there.files.stored.get('/project/out.xml') ?? '',
    ].join('\n');
    expect(written).toContain('refused with 400');
    expect(written).not.toContain('Mustermann');
  });

  it('a line that is no request is named by its number alone', async () => {
    const there = staging(likeProduction, {
      log: `${logOf(1)}\n{"name":"${secret}"}\n"${secret}"`,
    });
    const refusal = await there.run(fromFile).catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({
      code: 'EVIDENCE_UNUSABLE',
      problems: [{ where: '/project/log.jsonl:2' }, { where: '/project/log.jsonl:3' }],
    });
    expect(JSON.stringify(refusal)).not.toContain('Mustermann');
    expect(there.predictions.asked).toEqual([]);
  });
});

describe('the requests that are asked again', () => {
  const asked = async (change: object) => {
    const there = staging(likeProduction, { log: logOf(1_000) });
    await there.run({ ...fromFile, ...change });
    return there.predictions.asked.flatMap(({ instance }) =>
      instance === 'golden' ? [] : [(instance as { number: number }).number],
    );
  };

  it('are drawn from all of them, the same ones for the same seed', async () => {
    const drawn = await asked({ shadowRows: 200, shadowSeed: 3 });
    expect(drawn).toHaveLength(200);
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
    expect(await asked({ shadowRows: 200, shadowSeed: 3 })).toEqual(drawn);
    expect(await asked({ shadowRows: 200, shadowSeed: 4 })).not.toEqual(drawn);
    // Of 200 drawn of 1 000, 100 are of the lower half, give or take 5 of their standard deviations (5.7).
    const lower = drawn.filter((number) => number < 500).length;
    expect(Math.abs(lower - 100)).toBeLessThan(29);
  });

  it('are no more than the bytes that are given', async () => {
    const each = JSON.stringify([
      [{ number: 999, name: secret }],
      [{ score: 999, label: 'even' }],
    ]).length;
    const drawn = await asked({ shadowBytes: 10 * each });
    expect(drawn.length).toBeGreaterThanOrEqual(10);
    expect(drawn.length).toBeLessThanOrEqual(11);
  });

  it('leave out one that is larger than all may be', async () => {
    const large = logLine(0, { instances: [{ number: 0, filler: 'x'.repeat(5_000) }] });
    const there = staging(likeProduction, { log: `${large}\n${logLine(1)}` });
    const result = await there.run({ ...fromFile, shadowBytes: 1_000 });
    expect(result.evidence?.['shadow']).toMatchObject({
      requests: 1,
      unusable: [{ reason: 'a request that is larger than shadow_bytes', count: 1 }],
    });
  });

  it('are none that the staging endpoint itself has logged', async () => {
    const log = logOf(3, () => ({ endpoint: endpoint.replace('acme-staging', '123456') }));
    const there = staging(likeProduction, { log });
    await expect(there.run(fromFile)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [{ where: 'shadow_requests' }],
    });
    expect(there.predictions.asked).toEqual([]);
  });

  it('are planned by a dry run and not asked', async () => {
    const there = staging(likeProduction);
    expect(await there.run({ ...fromFile, dryRun: true })).toMatchObject({
      summary: expect.stringContaining('1 cases, then 100 logged requests'),
    });
    expect(there.predictions.asked).toEqual([]);
  });
});

describe('answers that tell nothing', () => {
  const html: Exchange = { kind: 'answered', status: 200, body: '<html></html>', latencyMs: 1 };
  const lost = (share: number) => ({
    exchange: (body: string, count: number) =>
      body.includes('golden') || count % 100 >= share ? undefined : html,
  });

  it('are no difference, and beyond what is borne no verdict', async () => {
    const there = staging(likeProduction, { answering: lost(100) });
    await expect(there.run({ ...fromFile, maxShadowDifference: 0.1 })).rejects.toMatchObject({
      code: 'EVIDENCE_UNREADABLE',
      exitCode: 3,
      problems: [{ where: 'the logged requests', found: '100 × status 200 with what is no JSON' }],
    });
  });

  it('are left out as far as they are borne', async () => {
    const there = staging(likeProduction, { answering: lost(5) });
    expect(
      await there.run({ ...fromFile, maxShadowDifference: 0.1, maxErrorRate: 0.1 }),
    ).toMatchObject({ verdict: 'pass', evidence: { shadow: { compared: 95, requests: 100 } } });
  });

  it('do not hide what is proven', async () => {
    const there = staging(() => ({ score: -1 }), { answering: lost(50) });
    expect(await there.run({ ...fromFile, maxShadowDifference: 0.1 })).toMatchObject({
      verdict: 'fail',
    });
  });

  it('are none where the model refuses what production answered', async () => {
    const there = world({
      text: golden,
      more: { '/project/log.jsonl': logOf(10) },
      answer: (instance) => (instance === 'golden' ? answered('golden') : refused(500, 'broken')),
    });
    expect(await there.run({ ...fromFile, maxShadowDifference: 0.2 })).toMatchObject({
      verdict: 'fail',
      evidence: {
        shadow: {
          differing: 10,
          kinds: { refused: 10 },
          worst: expect.arrayContaining([{ id: 'line 1', kind: 'refused', status: 500 }]),
        },
      },
    });
  });
});
