import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CardFacts } from '../../src/report/model-card/card-facts.ts';
import { renderModelCard } from '../../src/report/model-card/model-card.ts';

/** What huggingface_hub reads from fixtures/model-card.md: fixtures/read_model_card.py writes it. */
const understood: unknown = JSON.parse(
  readFileSync(new URL('fixtures/model-card.json', import.meta.url), 'utf8'),
);
const golden = readFileSync(new URL('fixtures/model-card.md', import.meta.url), 'utf8');

/** The structure that https://github.com/huggingface/hub-docs/blob/main/modelcard.md documents. */
const modelIndex = z.array(
  z.strictObject({
    name: z.string().min(1),
    results: z.array(
      z.strictObject({
        task: z.strictObject({ type: z.string().min(1), name: z.string().optional() }),
        dataset: z.strictObject({
          type: z.string().min(1),
          name: z.string().min(1),
          config: z.string().optional(),
          split: z.string().optional(),
          revision: z.string().optional(),
          args: z.record(z.string(), z.unknown()).optional(),
        }),
        metrics: z
          .array(
            z.strictObject({
              type: z.string().min(1),
              value: z.union([z.number(), z.string()]),
              name: z.string().optional(),
              config: z.string().optional(),
              args: z.record(z.string(), z.unknown()).optional(),
              verified: z.boolean().optional(),
            }),
          )
          .min(1),
      }),
    ),
  }),
);
const metadata = z.strictObject({
  tags: z.array(z.string()),
  'model-index': modelIndex.optional(),
});

const facts: CardFacts = {
  model: 'birdstrike-damage',
  version: 'birdstrike-damage@7',
  releaseId: 'birdstrike-damage-1a2b3c4d-1',
  commit: '1a2b3c4d5e6f',
  emulated: false,
  description: 'Adds the phase of flight.',
  intendedUse: 'Ranks reports of bird strikes.\n\nA person reads every report.',
  limitations: 'Not evaluated on helicopters.',
  evidence: {
    task: 'binary',
    metrics: { auRoc: 0.8123456, logLoss: 0.41, brier: 1.25e-7, recall: 1 },
    intervals: { auRoc: { low: 0.79, high: 0.83, confidence: 0.95, method: 'DeLong' } },
    champion: '6',
    championMetrics: { auRoc: 0.80123, logLoss: 0.42 },
    holdout: { examples: 1000, digest: 'ab'.repeat(32) },
    gates: [
      {
        gate: { metric: 'auRoc', min: 0.75 },
        rule: 'min',
        metric: 'auRoc',
        verdict: 'pass',
        challenger: 0.8123456,
        limit: 0.75,
        interval: { low: 0.79, high: 0.83, confidence: 0.95 },
        reason: 'x',
      },
      {
        gate: { metric: 'recall', min: 0.6, slice: 'phase' },
        rule: 'min',
        metric: 'recall',
        verdict: 'inconclusive',
        challenger: 0.7,
        limit: 0.6,
        worst: 'Landing',
        slices: [
          { value: 'Approach', verdict: 'pass', challenger: 0.8, examples: 400 },
          { value: 'Landing', verdict: 'inconclusive', challenger: 0.7, examples: 60 },
        ],
      },
    ],
    fairness: [
      {
        attribute: 'region',
        metric: 'demographicParityDifference',
        verdict: 'pass',
        value: 0.04,
        limit: 0.1,
        groups: [{ value: 'north', examples: 500 }],
        reason: 'x',
      },
    ],
  },
  provenance: [
    ['training job', '123'],
    ['artifacts, digest', `sha256:${'e'.repeat(64)}`],
  ],
};

function partsOf(card: string): { head: unknown; body: string } {
  const [, yaml = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(card) ?? [];
  // Readers of cards speak YAML 1.1.
  return { head: parse(yaml, { version: '1.1' }), body };
}

describe('a model card', () => {
  it('is the one that was looked at, whenever it is made', () => {
    expect(renderModelCard(facts)).toBe(golden);
    expect(renderModelCard(structuredClone(facts))).toBe(golden);
  });

  it('has the metadata that Hugging Face documents', () => {
    const { head } = partsOf(renderModelCard(facts));
    const [index] = metadata.parse(head)['model-index'] ?? [];
    expect(index?.name).toBe('birdstrike-damage');
    expect(index?.results[0]).toMatchObject({
      task: { type: 'tabular-classification', name: 'binary' },
      dataset: { type: 'holdout', revision: 'ab'.repeat(32) },
      metrics: [
        { type: 'roc_auc', value: 0.812346, name: 'auRoc' },
        { type: 'logLoss', value: 0.41 },
        { type: 'brier_score', value: '1.25e-7' },
        { type: 'recall', value: 1 },
      ],
    });
  });

  it('is understood by huggingface_hub', () => {
    expect(understood).toMatchObject({
      model_name: 'birdstrike-damage',
      eval_results: [
        { task_type: 'tabular-classification', metric_type: 'roc_auc', metric_value: 0.812346 },
        { metric_type: 'logLoss', metric_value: 0.41 },
        { metric_type: 'brier_score', metric_value: '1.25e-7' },
        { metric_type: 'recall', metric_value: 1 },
      ],
    });
  });

  it('tells people what was measured, against what, and what nobody said', () => {
    const { body } = partsOf(renderModelCard({ ...facts, limitations: '' }));
    for (const words of ['0.8123', '0.79 to 0.83', '0.8012', '+0.01112', 'Landing', 'region']) {
      expect(body).toContain(words);
    }
    expect(body).toMatch(/## Limitations\n\nNothing was said about it\./);
  });

  it('has no index when nothing was measured', () => {
    const { head, body } = partsOf(renderModelCard({ ...facts, evidence: {} }));
    expect(metadata.parse(head)).toEqual({ tags: ['vertex-release', 'vertex-ai'] });
    expect(body).toContain('The release measured nothing');
  });

  it('is written of any evidence, and its metadata is what it was', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('---', '\n---\n', '<script>', '![x](y)', '# no', '| a |', 'yes', '1e3', '~'),
    );
    const property = fc.property(hostile, hostile, fc.jsonValue(), (name, words, value) => {
      const card = renderModelCard({
        ...facts,
        model: `m${name}`,
        commit: words,
        description: words,
        limitations: `${words}\n${name}`,
        evidence: {
          metrics: { [name]: 0.5 },
          gates: value,
          fairness: value,
          holdout: value,
        } as never,
        provenance: [[words, name]],
      });
      const { head, body } = partsOf(card);
      metadata.parse(head);
      const tokens = new MarkdownIt({ html: true }).parse(body, {});
      const titles = tokens.filter(({ type, tag }) => type === 'heading_open' && tag === 'h1');
      expect(titles).toHaveLength(1);
      const html = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
      expect(html.filter(({ type }) => /^html|image|link/.test(type))).toEqual([]);
    });
    fc.assert(property);
  });
});
