import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { attestationOf, predicateType } from '../../../src/steps/register/attestation.ts';
import type { Provenance } from '../../../src/steps/register/provenance.ts';

/** https://github.com/in-toto/attestation/tree/main/spec/v1: statement, resource_descriptor, digest_set. */
const digestSet = z
  .record(z.enum(['sha256', 'gitCommit']), z.string().regex(/^[0-9a-f]+$/))
  .or(z.object({ sha256: z.string() }))
  .or(z.object({ gitCommit: z.string() }));
const descriptor = z
  .strictObject({
    name: z.string().optional(),
    uri: z.string().optional(),
    digest: digestSet.optional(),
    content: z.string().optional(),
    downloadLocation: z.string().optional(),
    mediaType: z.string().optional(),
    annotations: z.record(z.string(), z.unknown()).optional(),
  })
  .refine((one) => one.uri !== undefined || one.digest !== undefined || one.annotations);
const statement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z
    .array(
      z.strictObject({ name: z.string(), digest: z.object({ sha256: z.string().length(64) }) }),
    )
    .min(1),
  predicateType: z.url(),
  predicate: z.looseObject({ resolvedDependencies: z.array(descriptor) }),
});

const files = [
  { name: 'record-at-registration.json', text: '{}\n' },
  { name: 'model-card.md', text: 'ünïcode' },
];
const sha = 'd'.repeat(64);
const provenance: Provenance = {
  commit: 'a'.repeat(40),
  job: 'projects/p/locations/l/customJobs/1',
  trainingImage: `gcr.io/p/trainer@sha256:${sha}`,
  servingImage: 'gcr.io/p/server:1',
  servingImageDigest: `sha256:${sha}`,
  data: { train: 'f'.repeat(64), holdout: '1234567890' },
};
const facts = {
  releaseId: 'birds-1a2b3c4d-1',
  model: 'birds',
  modelVersion: 'projects/p/locations/l/models/birds@3',
  emulated: false,
  verdict: 'pass',
  evidence: {
    metrics: { auRoc: 0.8 },
    gates: [{ rule: 'min', verdict: 'pass', slices: [{ value: 'secret' }], limit: 0.7 }],
    curves: { challenger: {} },
  },
  host: { name: 'github', runUrl: 'https://github.com/o/r/actions/runs/1' },
  provenance,
};

const statementOf = (change: Partial<typeof facts> = {}) =>
  statement.parse(JSON.parse(attestationOf(files, { ...facts, ...change })));

describe('an attestation', () => {
  it('is an in-toto statement about files by their digests', () => {
    const { subject, predicateType: type } = statementOf();
    expect(type).toBe(predicateType);
    expect(subject).toEqual(
      files.map(({ name, text }) => ({
        name,
        digest: { sha256: createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex') },
      })),
    );
  });

  it('names all that went into the model', () => {
    expect(statementOf().predicate.resolvedDependencies).toEqual([
      { name: 'commit', digest: { gitCommit: 'a'.repeat(40) } },
      { name: 'training image', uri: provenance.trainingImage, digest: { sha256: sha } },
      { name: 'serving image', uri: 'gcr.io/p/server:1', digest: { sha256: sha } },
      { name: 'data train', digest: { sha256: 'f'.repeat(64) } },
      { name: 'data holdout', annotations: { generation: '1234567890' } },
    ]);
  });

  it('tells what the gates said, without the evidence behind it', () => {
    const { predicate } = statementOf();
    expect(predicate).toMatchObject({
      metrics: { auRoc: 0.8 },
      gates: [{ rule: 'min', verdict: 'pass', limit: 0.7 }],
      runner: facts.host,
    });
    expect(JSON.stringify(predicate)).not.toContain('secret');
    expect(predicate).not.toHaveProperty('curves');
  });

  it('takes commits that are no digests as they are', () => {
    const short = { ...provenance, commit: 'local', data: {} };
    const [commit] = statementOf({ provenance: short }).predicate.resolvedDependencies;
    expect(commit).toEqual({ name: 'commit', annotations: { commit: 'local' } });
  });

  it('has the type that the documentation explains', () => {
    const page = readFileSync(new URL('../../../docs/registering.md', import.meta.url), 'utf8');
    expect(page).toContain(predicateType);
    for (const key of Object.keys(statementOf().predicate)) expect(page).toContain(`\`${key}\``);
  });
});
