import { describe, expect, it } from '@jest/globals';
import { alertRules } from '../../../src/steps/canary-promote/follow-up-inputs.ts';
import { countedRatios } from '../../../src/steps/canary-promote/ratio-input.ts';
import { canaryPromote } from '../../../src/steps/canary-promote/contract.ts';

describe('alert_channels', () => {
  const channel = 'projects/acme/notificationChannels/7';

  it.each([
    ['none without a policy', 'off', [], []],
    ['a policy that tells nobody', 'create', [], []],
    ['a policy with channels', 'create', [channel], []],
    ['channels without a policy', 'off', [channel], ['alertPolicy']],
    ['something else than a channel', 'create', [channel, '#releases'], ['alertChannels']],
  ] as const)('%s', (_, alertPolicy, alertChannels, blamed) => {
    const breaches = alertRules.flatMap(
      (rule) => rule.breach({ alertPolicy, alertChannels }) ?? [],
    );
    expect(breaches.map(({ field }) => field)).toEqual(blamed);
  });
});

describe('ratios', () => {
  const { schema } = canaryPromote.inputs.ratios;
  const all = 'metric.type = "custom.googleapis.com/answers"';

  it('have a label and a margin of their own accord', () => {
    const given = schema.parse([{ name: 'answers', all, bad: all }]);
    expect(countedRatios(given)).toEqual([
      { name: 'answers', all, bad: all, by: 'metric.labels.deployed_model_id', marginOdds: 1 },
    ]);
  });

  it.each([
    [{ name: 'Answers', all, bad: all }],
    [{ name: 'answers', all }],
    [{ name: 'answers', all, bad: 'resource.type = "global"' }],
    [{ name: 'answers', all, bad: all, by: 'resource.labels.pod' }],
    [{ name: 'answers', all, bad: all, margin: 0.5 }],
    [{ name: 'answers', all, bad: all, minus: 1 }],
  ])('are refused that are of another form: %j', (ratio) => {
    expect(schema.safeParse([ratio]).success).toBe(false);
  });
});
