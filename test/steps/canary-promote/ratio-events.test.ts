import { describe, expect, it } from '@jest/globals';
import type { MetricDescription } from '../../../src/ports/metrics.ts';
import {
  ratioPeriods,
  ratiosAt,
  requireMetrics,
} from '../../../src/steps/canary-promote/ratio-events.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { ratio } from '../../canary/canary-runs.ts';
import { canaryInputs, canaryWorld, championId, endpointName } from '../../support/canary-world.ts';
import { fakeMetrics } from '../../support/fake-metrics.ts';
import { ledgerOf } from './observation.ts';

const event = (deployedModelId: string, start: number, count: number) => ({
  deployedModelId,
  start,
  count,
});

describe('events of a ratio', () => {
  const all = [event('71', 60, 40), event('71', 0, 30), event('72', 0, 5)];
  const bad = [event('71', 60, 2), event('72', 0, 6)];

  it('are paired by period, in the order of time; without bad ones there are none', () => {
    expect(ratioPeriods('71', { all, bad })).toEqual([
      { start: 0, requests: 30, errors: 0 },
      { start: 60, requests: 40, errors: 2 },
    ]);
  });

  it('never have more that are bad than there are', () => {
    expect(ratiosAt('72', 0, { answers: { all, bad } })).toEqual({
      ratios: { answers: { requests: 5, errors: 5 } },
    });
  });

  it('are no evidence where nothing was counted', () => {
    expect(ratiosAt('72', 60, { answers: { all, bad } })).toEqual({});
  });
});

const type = 'custom.googleapis.com/answers';
const counter: MetricDescription = {
  kind: 'CUMULATIVE',
  valueType: 'INT64',
  labels: ['deployed_model_id', 'kind'],
};

function known(description: MetricDescription | undefined) {
  const metrics = description === undefined ? {} : { [type]: description };
  return fakeMetrics({ splits: [], requestsPerMs: 0, errorRate: () => 0, metrics });
}

describe('requireMetrics', () => {
  const check = async (description: MetricDescription | undefined) =>
    await requireMetrics(known(description), endpointName, [ratio('answers')]);

  it('takes counters that tell deployed models apart', async () => {
    await expect(check(counter)).resolves.toBeUndefined();
    await expect(check({ ...counter, kind: 'DELTA' })).resolves.toBeUndefined();
  });

  it.each<[string, MetricDescription | undefined, string]>([
    ['an unknown metric', undefined, "'custom.googleapis.com/answers', which it does not"],
    ['a level', { ...counter, kind: 'GAUGE' }, "'custom.googleapis.com/answers', GAUGE of INT64"],
    [
      'a distribution',
      { ...counter, valueType: 'DISTRIBUTION' },
      "'custom.googleapis.com/answers', CUMULATIVE of DISTRIBUTION",
    ],
    ['a metric without the label', { ...counter, labels: ['kind'] }, 'the labels kind'],
    ['a metric without labels', { ...counter, labels: [] }, 'no labels'],
  ])('refuses %s, for both filters', async (_, description, found) => {
    await expect(check(description)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [
        { where: 'ratios[0].all', found },
        { where: 'ratios[0].bad', found },
      ],
    });
  });
});

describe('a canary that is judged by events of its own', () => {
  const inputs = canaryInputs({ ratios: [ratio('answers')] });
  const worldOf = (challenger: number) =>
    canaryWorld({
      events: {
        metrics: { [type]: counter },
        badShare: (id) => (id === championId ? 0.05 : challenger),
      },
    });

  it('rolls a challenger back that does worse in them and fails no more', async () => {
    const world = worldOf(0.3);
    const result = await runCanaryPromote(inputs, world.context());
    expect(result).toMatchObject({
      outcome: 'rolled_back',
      summary: expect.stringContaining('the challenger does worse in answers'),
    });
  });

  it('promotes one that does as well, with its plan in the ledger', async () => {
    const world = worldOf(0.05);
    const result = await runCanaryPromote(inputs, world.context());
    expect(result).toMatchObject({ outcome: 'promoted' });
    expect(result.evidence).toMatchObject({ plan: { ratios: [ratio('answers')] } });
    expect(ledgerOf(world).finished).toHaveLength(1);
    expect(world.host.lines).toContain(
      'answers: 1440 past windows of the champion show no correlation between events',
    );
  });

  it('is refused before anything is deployed where the metric is not there', async () => {
    const world = canaryWorld();
    await expect(runCanaryPromote(inputs, world.context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect(world.endpoints.deployments).toEqual([]);
    expect(world.endpoints.splits).toHaveLength(1);
  });
});
