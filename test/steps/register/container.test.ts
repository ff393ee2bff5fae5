import { describe, expect, it } from '@jest/globals';
import type { ReleaseError } from '../../../src/errors/error.ts';
import type { ImageAnswer } from '../../../src/ports/images.ts';
import { checkContainer, checkImage } from '../../../src/steps/register/container.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeImages } from '../../support/fake-images.ts';
import { stepContext } from '../../support/step-context.ts';

const digest = `sha256:${'b'.repeat(64)}`;
const tagged = 'us-docker.pkg.dev/acme-ml/ml/server:7';
const sound = { imageUri: tagged, predictRoute: '/predict', healthRoute: '/health', port: 8080 };

function problemsOf(change: object, labels: Record<string, string> = {}, emulated = false) {
  try {
    checkContainer({ ...sound, ...change }, labels, { emulated });
    return [];
  } catch (error) {
    return (error as ReleaseError).problems.map(({ where }) => where);
  }
}

describe('a serving container', () => {
  it.each([
    'europe-west4-docker.pkg.dev/acme-ml/ml/team/server@sha256:ab',
    'us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-5:latest',
    'us-docker.pkg.dev/example.com/acme/ml/server:1',
    'gcr.io/acme-ml/server:1',
    'eu.gcr.io/acme-ml/server',
  ])('may be %s', (imageUri) => {
    expect(problemsOf({ imageUri })).toEqual([]);
  });

  it.each([
    'server:1',
    'docker.io/library/nginx:1',
    'ghcr.io/acme/server:1',
    'us-docker.pkg.dev/acme-ml/server:1',
    'us-docker.pkg.dev.evil.example/acme-ml/ml/server:1',
    'evil.example/us-docker.pkg.dev/acme-ml/ml/server:1',
    'mygcr.io/acme-ml/server:1',
  ])('may not be %s, except on the embedded Vertex', (imageUri) => {
    expect(problemsOf({ imageUri })).toEqual(['register.serving_image']);
    expect(problemsOf({ imageUri }, {}, true)).toEqual([]);
  });

  it('has all its problems told at once', () => {
    const env = Object.fromEntries([
      ['AIP_HTTP_PORT', '1'],
      ['AIP_X', '1'],
      ...Array.from({ length: 99 }, (_, index) => [`V${index}`, '1']),
    ]);
    const labels = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`l${index}`, '']));
    const change = { imageUri: 'nginx', predictRoute: '//a', healthRoute: '/a?b', env };
    expect(problemsOf(change, labels)).toEqual([
      'register.serving_image',
      'register.predict_route',
      'register.health_route',
      'register.serving_env.AIP_HTTP_PORT',
      'register.serving_env.AIP_X',
      'register.serving_env',
      'labels',
    ]);
  });
});

describe('the serving image', () => {
  const pinned = `us-docker.pkg.dev/acme-ml/ml/server@${digest}`;
  const check = async (imageUri: string, answer: ImageAnswer | undefined, emulated = false) => {
    const host = fakeHost();
    const images = fakeImages(answer === undefined ? {} : { [imageUri]: answer });
    const found = await checkImage(imageUri, stepContext({ images, host }, { emulated }));
    return { found, warnings: host.lines.filter((line) => line.startsWith('!')) };
  };

  it('is taken by its digest without a word', async () => {
    expect(await check(pinned, { kind: 'found', digest })).toEqual({ found: digest, warnings: [] });
  });

  it('is taken by its tag with a warning, and its digest is learnt', async () => {
    const { found, warnings } = await check(tagged, { kind: 'found', digest });
    expect(found).toBe(digest);
    expect(warnings).toEqual([expect.stringContaining('names no digest')]);
  });

  it('is taken on trust when nobody can tell', async () => {
    const { found, warnings } = await check(pinned, { kind: 'unknown', why: 'not allowed' });
    expect(found).toBe(digest);
    expect(warnings).toEqual([expect.stringMatching(/could not be checked: not allowed/)]);
  });

  it('is refused when it is not there', async () => {
    await expect(check(pinned, { kind: 'absent' })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: expect.stringContaining(pinned),
    });
  });

  it('is not looked for on the embedded Vertex', async () => {
    expect(await check(tagged, undefined, true)).toEqual({ found: undefined, warnings: [] });
  });
});
