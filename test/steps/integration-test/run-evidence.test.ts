import { describe, expect, it } from '@jest/globals';
import type { ReleaseError } from '../../../src/errors/error.ts';
import { describeProblem } from '../../../src/errors/problem.ts';
import type { Exchange } from '../../../src/ports/predictions.ts';
import { answered } from '../../support/fake-predictions.ts';
import { world, wrong } from './integration-world.ts';

describe('answers that say nothing about the model', () => {
  const page: Exchange = {
    kind: 'answered',
    status: 200,
    body: '<html><title>Sign in</title></html>',
    latencyMs: 5,
  };
  const lost: Exchange = { kind: 'lost', why: 'the connection was reset', latencyMs: 5 };

  it.each([
    ['a page of HTML', page, /:2 "b".*HTML called "Sign in"/],
    ['a reset', lost, /:2 "b".*the connection was reset/],
  ])('such as %s are an error and no verdict on it', async (_, exchange, told) => {
    const there = world({
      answering: { exchange: (_body, count) => (count === 2 ? exchange : undefined) },
    });
    const thrown: unknown = await there.run().catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'EVIDENCE_UNREADABLE', exitCode: 3 });
    expect((thrown as ReleaseError).problems.map(describeProblem)).toEqual([
      expect.stringMatching(told),
    ]);
  });

  it('are borne like other failures', async () => {
    const there = world({
      answering: { exchange: (_body, count) => (count === 2 ? page : undefined) },
    });
    expect(await there.run({ maxErrorRate: 0.25 })).toMatchObject({
      verdict: 'pass',
      outputs: { passed: 3, failed: 1 },
      evidence: { failures: [{ name: 'b', verdict: 'error' }] },
    });
  });

  it('do not save a model that is wrong elsewhere', async () => {
    const there = world({
      answer: (instance) => (instance === 2 ? wrong : answered(instance)),
      answering: { exchange: (_body, count) => (count === 2 ? page : undefined) },
    });
    expect(await there.run()).toMatchObject({ verdict: 'fail', outcome: 'rejected' });
  });
});

describe('what went wrong', () => {
  it('stands in the record by the place of its case, seen from the suite', async () => {
    const there = world({ answer: (instance) => (instance === 2 ? wrong : answered(instance)) });
    expect((await there.run()).evidence?.['failures']).toEqual([
      {
        name: 'c',
        kind: 'golden',
        verdict: 'fail',
        where: 'golden.jsonl:3',
        misses: ['$ is -1, expected 2'],
      },
    ]);
  });

  it('stands in the JUnit XML, also when no verdict comes of it', async () => {
    const there = world({
      answer: (instance) => (instance === 2 ? wrong : answered(instance)),
      answering: {
        exchange: (_body, count) =>
          count === 2 ? { kind: 'lost', why: 'reset <&"\u0000', latencyMs: 1 } : undefined,
      },
    });
    await there.run({ junit: '/project/out.xml', maxLatency: { p99: 50 } });
    expect(there.files.stored.get('/project/out.xml')?.split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="integration-test" tests="6" failures="1" errors="2" skipped="0">',
      '  <testsuite name="integration-test" tests="6" failures="1" errors="2" skipped="0">',
      '    <testcase classname="golden" name="a" file="golden.jsonl" line="1"/>',
      '    <testcase classname="golden" name="b" file="golden.jsonl" line="2"><error message="no answer that can be read: reset &lt;&amp;&quot;\uFFFD">no answer that can be read: reset &lt;&amp;&quot;\uFFFD</error></testcase>',
      '    <testcase classname="golden" name="c" file="golden.jsonl" line="3"><failure message="$ is -1, expected 2">$ is -1, expected 2</failure></testcase>',
      '    <testcase classname="golden" name="d" file="golden.jsonl" line="4"/>',
      '    <testcase classname="limit" name="errors"><error message="25 % of at most 0 %">25 % of at most 0 %</error></testcase>',
      '    <testcase classname="limit" name="latency p99"/>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ]);
  });

  it('in a slice counts for the slice alone', async () => {
    const text = [
      ...['a', 'b', 'c', 'd'].map((name, index) => ({
        name,
        slice: 'night',
        instance: index,
        expect: { $: { equals: index } },
      })),
      { name: 'nights', kind: 'slice', slice: 'night', min_pass_share: 0.75 },
    ];
    const there = world({
      text: text.map((one) => JSON.stringify(one)).join('\n'),
      answer: (instance) => (instance === 2 ? wrong : answered(instance)),
    });
    expect(await there.run()).toMatchObject({
      verdict: 'pass',
      outputs: { passed: 1, failed: 0 },
      evidence: {
        cases: 1,
        kinds: { golden: { cases: 4, passed: 3 }, slice: { cases: 1, passed: 1 } },
        slices: [{ name: 'nights', verdict: 'pass', cases: 4, passed: 3 }],
        failures: [],
      },
    });
  });
});

describe('under load', () => {
  const load = { loadRate: 100, loadDuration: 1_000, loadRamp: 0 };
  const underLoad = (count: number) => count > 4;

  it('limits are about the load, and the first answers are told apart', async () => {
    const there = world({ latencyMs: (_, count) => (underLoad(count - 2) ? 20 : 5_000) });
    expect(
      await there.run({ ...load, warmupRequests: 2, maxLatency: { 'p99.9': 20 } }),
    ).toMatchObject({
      verdict: 'pass',
      outputs: { p50_ms: 20, p99_ms: 20, throughput: expect.closeTo(99, 0) },
      evidence: {
        cold: { requests: 2, p50: 5_000 },
        latency: [{ percentile: 'p99.9', value: 20, verdict: 'pass' }],
        load: { rate: 100, requests: 100, failed: 0 },
      },
    });
    expect(there.predictions.asked).toHaveLength(106);
  });

  it.each<[string, (count: number) => boolean, object]>([
    ['an error too many', (count) => count === 50, { verdict: 'fail', outcome: 'rejected' }],
    ['none', () => false, { verdict: 'pass' }],
  ])('%s decides', async (_, isLost, expected) => {
    const exchange = (_body: string, count: number): Exchange | undefined =>
      isLost(count)
        ? { kind: 'lost', why: 'no answer within 30000 ms', latencyMs: 30_000 }
        : undefined;
    expect(await world({ answering: { exchange } }).run(load)).toMatchObject(expected);
  });

  it('an endpoint that never answers gives no verdict', async () => {
    const exchange = (_body: string, count: number): Exchange | undefined =>
      underLoad(count) ? { kind: 'lost', why: 'no answer', latencyMs: 1 } : undefined;
    await expect(world({ answering: { exchange } }).run(load)).rejects.toMatchObject({
      code: 'EVIDENCE_UNREADABLE',
      problems: [{ where: 'the load', found: '100 × no answer that can be read: no answer' }],
    });
  });

  it('a limit broken by a late sender is inconclusive', async () => {
    const there = world({ answering: { lateMs: 40 } });
    expect(await there.run({ ...load, maxLatency: { p99: 45 } })).toMatchObject({
      verdict: 'inconclusive',
    });
  });

  it('is planned by a dry run', async () => {
    expect(await world().run({ ...load, dryRun: true })).toMatchObject({
      state: 'planned',
      summary: expect.stringContaining('4 cases, then 100 requests at up to 100 a second'),
    });
  });
});
