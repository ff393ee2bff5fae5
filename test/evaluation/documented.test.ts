import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { tasks } from '../../src/evaluation/evaluation-set.ts';
import { metricNames, traitsOf } from '../../src/evaluation/metric.ts';
import { cutOff } from '../../src/evaluation/metric.ts';
import { documentedLimits } from '../../src/evaluation/prediction-rows.ts';
import { parsePredictions } from '../../src/evaluation/predictions.ts';
import { classesAllowed } from '../../src/evaluation/row-form.ts';

const page = readFileSync(new URL('../../docs/evaluation.md', import.meta.url), 'utf8');

describe('the page on evaluation', () => {
  const samples = [...page.matchAll(/```jsonl (\w+)\n([\s\S]*?)```/g)].map(
    ([, task = '', text = '']) => ({ task, text }),
  );

  it('has an example of every kind', () => {
    expect(samples.map(({ task }) => task).toSorted()).toEqual([...tasks].toSorted());
  });

  it.each(samples)('shows predictions that are $task', ({ task, text }) => {
    expect(parsePredictions(text, { where: 'docs' }).task).toBe(task);
  });

  it.each(metricNames)('says of %s which kinds have it', (metric) => {
    const [, stem = metric, averaging] = /^(.*?)(Micro|Macro|Weighted)?$/.exec(metric) ?? [];
    const isAveraged = averaging !== undefined && stem !== 'precision';
    const line = page
      .split('\n')
      .find(
        (one) => one.startsWith('|') && one.includes(isAveraged ? `\`${stem}…\`` : `\`${metric}\``),
      );
    const [, , kinds = ''] = line?.split('|') ?? [];
    expect(kinds.trim()).toBe(traitsOf(metric).tasks.join(', '));
  });

  it('says the limits', () => {
    const spaced = (value: number) => value.toLocaleString('en').replaceAll(',', ' ');
    expect(page).toContain(`${spaced(documentedLimits.examples)} examples`);
    expect(page).toContain(`${spaced(documentedLimits.scores)} scores`);
    expect(page).toContain(`${classesAllowed} classes`);
    expect(page).toContain(`the first ${cutOff}`);
  });
});
