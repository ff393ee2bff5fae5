import { describe, expect, it } from '@jest/globals';
import type { ModelUpload } from '../../../src/ports/models.ts';
import {
  artifactLabel,
  commitLabel,
  containerLabel,
  provenanceLabels,
  provenanceOf,
} from '../../../src/steps/register/provenance.ts';
import { addVersion } from '../../../src/steps/register/version.ts';
import { releaseLabels } from '../../../src/vertex/labels.ts';
import { isLabelText } from '../../../src/vertex/labels.ts';
import type { ModelVersion } from '../../../src/vertex/model.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { modelVersion } from '../../support/fake-models.ts';
import { fakeRegistry } from '../../support/fake-registry.ts';
import { stepContext } from '../../support/step-context.ts';

const model = 'projects/acme-ml/locations/us-central1/models/birds';
const pinned = `us-docker.pkg.dev/acme-ml/ml/server@sha256:${'b'.repeat(64)}`;

const candidate = { [artifactLabel]: 'aaa', [commitLabel]: 'ccc', [containerLabel]: 'ddd' };

function uploadOf(
  labels: Readonly<Record<string, string>>,
  imageUri = pinned,
): Omit<ModelUpload, 'addsVersion'> {
  return {
    location: { projectId: 'acme-ml', region: 'us-central1' },
    modelId: 'birds',
    displayName: 'birds',
    description: '',
    artifactUri: 'gs://b/m',
    container: { imageUri, predictRoute: '/p', healthRoute: '/h' },
    labels: { ...labels, ...releaseLabels('birds-1a2b3c4d-1') },
    aliases: [],
  };
}

/** Adds a version where another release has one with these labels. */
async function addBeside(theirs: Readonly<Record<string, string>>, upload = uploadOf(candidate)) {
  const registry = fakeRegistry(model);
  const other: ModelVersion = { ...modelVersion(model, '9'), labels: theirs };
  const models = {
    ...registry,
    listVersions: async (name: string) => [other, ...(await registry.listVersions(name))],
  };
  const host = fakeHost();
  const version = await addVersion(upload, stepContext({ models, host, clock: fakeClock() }));
  return { version, uploads: registry.uploads, host };
}

describe('the version of a candidate', () => {
  const theirs = { ...candidate, ...releaseLabels('birds-1a2b3c4d-7') };

  it('is that of another release with the same artifacts, commit and container', async () => {
    const { version, uploads, host } = await addBeside(theirs);
    expect(version.versionId).toBe('9');
    expect(uploads).toEqual([]);
    expect(host.lines.join('\n')).toContain('birds-1a2b3c4d-7');
  });

  it.each([
    ['other artifacts', { ...theirs, [artifactLabel]: 'x' }, uploadOf(candidate)],
    ['another commit', { ...theirs, [commitLabel]: 'x' }, uploadOf(candidate)],
    ['another container', { ...theirs, [containerLabel]: 'x' }, uploadOf(candidate)],
    ['no label of ours', candidate, uploadOf(candidate)],
    ['an image that a tag names', theirs, uploadOf(candidate, 'gcr.io/acme-ml/server:1')],
    [
      'artifacts that nobody knows',
      { ...theirs, [artifactLabel]: '' },
      uploadOf({ [commitLabel]: 'ccc', [containerLabel]: 'ddd' }),
    ],
  ])('is a new one beside a version with %s', async (_, labels, upload) => {
    const { version, uploads } = await addBeside(labels, upload);
    expect(version.versionId).toBe('1');
    expect(uploads).toHaveLength(1);
  });

  const own = { ...candidate, ...releaseLabels('birds-1a2b3c4d-1') };

  it.each([
    ['artifacts', { ...own, [artifactLabel]: 'x' }, 'another artifacts'],
    ['container', { ...own, [containerLabel]: 'x' }, 'another serving container'],
  ])("is refused when the release's own version has other %s", async (_, labels, words) => {
    await expect(addBeside(labels)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(words),
      mend: expect.stringContaining('restart: true'),
    });
  });

  it.each([
    ['the same labels', own],
    [
      'none of these labels, as older versions of this program left it',
      releaseLabels('birds-1a2b3c4d-1'),
    ],
  ])('is found again with %s', async (_, labels) => {
    const { version, uploads } = await addBeside(labels);
    expect(version.versionId).toBe('9');
    expect(uploads).toEqual([]);
  });
});

describe('the labels of a version', () => {
  const container = {
    imageUri: pinned,
    predictRoute: '/p',
    healthRoute: '/h',
    env: { B: '1', A: '2' },
  };
  const record = fakeRecord({
    commit: 'a'.repeat(40),
    identity: { settings: 'x', 'data.train': 'f'.repeat(64), 'data.Holdout set': '1234' },
    steps: {
      train: {
        ...passedStep({ job: 'projects/p/locations/l/customJobs/123' }),
        evidence: { image: 'gcr.io/p/trainer:1' },
      },
    },
  });
  const artifacts = {
    uri: 'gs://b/m',
    digest: 'e'.repeat(64),
    objects: 1,
    bytes: 1,
    manifest: '',
    generations: '',
  };
  const provenance = provenanceOf(record, { image: pinned, digest: undefined }, artifacts);

  it('tell commit, job, data, artifacts and container within what Vertex takes', () => {
    const labels = provenanceLabels(provenance, container);
    expect(labels).toEqual({
      'vertex-release-commit': 'a'.repeat(40),
      'vertex-release-container': expect.stringMatching(/^[0-9a-f]{40}$/),
      'vertex-release-artifact': 'e'.repeat(40),
      'vertex-release-job': '123',
      'vertex-release-data': expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    for (const [key, value] of Object.entries(labels)) {
      expect([isLabelText(key), isLabelText(value)]).toEqual([true, true]);
    }
  });

  it('do not depend on the order in which variables are given, and do on everything else', () => {
    const labelOf = (change: object) =>
      provenanceLabels(provenance, { ...container, ...change })[containerLabel];
    expect(labelOf({ env: { A: '2', B: '1' } })).toBe(labelOf({}));
    const changes = [
      { imageUri: 'x' },
      { predictRoute: '/x' },
      { healthRoute: '/x' },
      { port: 1 },
      { command: ['x'] },
      { args: ['x'] },
      { env: { A: '2' } },
    ];
    expect(new Set([{}, ...changes].map(labelOf)).size).toBe(changes.length + 1);
  });
});
