import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runBuild } from '../../support/cloudbuild-runner.ts';
import { readBuildConfig } from '../../support/cloudbuild-runner-form.ts';
import { type Image, noOp, shell } from '../../support/cloudbuild-runner-image.ts';
import { Substituter } from '../../support/cloudbuild-runner-substitution.ts';
import { repositoryFile } from './builds.ts';

const path = 'cloudbuild/images.yaml';
const config = readBuildConfig(repositoryFile(path));
const builder = 'gcr.io/cloud-builders/docker';
const source = mkdtempSync(join(tmpdir(), 'images-'));
const bin = mkdtempSync(join(tmpdir(), 'docker-'));
const journal = join(bin, 'journal');

/** Writes its command lines down, has a digest for every image, and fails where it is told to. */
const docker = `#!/bin/sh
echo "$*" >> '${journal}'
case "$*" in
  *BROKEN*) exit 7 ;;
  inspect*) for image; do :; done; echo "\${image%:*}@sha256:of-\${image##*-}" ;;
esac
`;
beforeAll(() => {
  writeFileSync(join(bin, 'docker'), docker);
  chmodSync(join(bin, 'docker'), 0o755);
});
afterAll(() => {
  for (const folder of [source, bin]) rmSync(folder, { recursive: true });
});

const build = (substitutions: Readonly<Record<string, string>>, image: Image) =>
  runBuild(
    repositoryFile(path),
    { by: 'submit', substitutions: { _FOLDER: '.', ...substitutions } },
    { images: { [builder]: image }, source, network: { PATH: `${bin}:/usr/bin:/bin` } },
  );

describe('images.yaml', () => {
  it('uses what it declares and declares what it uses, strictly', () => {
    const values = { PROJECT_ID: 'p', BUILD_ID: 'b', ...config.substitutions };
    const substituter = new Substituter(values, { loose: false, dynamic: false });
    for (const { name, args = [], env = [], dir = '' } of config.steps) {
      for (const text of [name, dir, ...args, ...env]) substituter.apply(text);
    }
    substituter.apply(config.serviceAccount ?? '');
    expect(() => substituter.refuseUnused()).not.toThrow();
  });

  it('is taken by Cloud Build with the builder of docker', async () => {
    using run = await build({}, noOp);
    expect(run.status).toBe('SUCCESS');
  });

  it("builds targets of the example's Dockerfile, all that are images", () => {
    const dockerfile = repositoryFile('examples/birdstrikes/Dockerfile');
    const [, ...stages] = dockerfile.split(/^FROM /m);
    const images = stages
      .filter((stage) => stage.includes('ENTRYPOINT'))
      .map((stage) => / AS (\S+)/.exec(stage)?.[1]);
    expect(config.substitutions?.['_TARGETS']?.split(' ')).toEqual(images);
    const folder = config.substitutions?.['_FOLDER'] ?? '';
    expect(resolve('examples/birdstrikes')).toBe(resolve(folder));
  });

  it('pushes each image before it says its digest', async () => {
    using run = await build({ _TARGETS: 'trainer server' }, shell);
    expect(run.status).toBe('SUCCESS');
    const lines = readFileSync(journal, 'utf8').trim().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'build',
      'push',
      'inspect',
      'build',
      'push',
      'inspect',
    ]);
    const repository = 'us-docker.pkg.dev/acme-ml/ml/birdstrikes';
    expect(run.step('push').output?.replaceAll(/of-.*/g, 'D').trim().split('\n')).toEqual([
      `${repository}-trainer@sha256:D`,
      `${repository}-server@sha256:D`,
    ]);
  });

  it('ends when an image cannot be built', async () => {
    using run = await build({ _TARGETS: 'BROKEN server' }, shell);
    expect(run.step('push').exitCode).toBe(7);
  });
});
