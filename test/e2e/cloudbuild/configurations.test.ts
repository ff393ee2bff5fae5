import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseFlags } from '../../../src/contract/flags.ts';
import { commandOf, inputsOfCommand } from '../../../src/entry/command.ts';
import { reportFlags } from '../../../src/entry/cloudbuild-report.ts';
import { version } from '../../../src/entry/version.ts';
import { readBuildConfig } from '../../support/cloudbuild-runner-form.ts';
import { Substituter } from '../../support/cloudbuild-runner-substitution.ts';
import { repositoryFile } from './builds.ts';

const root = resolve(import.meta.dirname, '../../..');
const pipelines = [
  'cloudbuild/release.yaml',
  'cloudbuild/pull-request.yaml',
  'cloudbuild/reconcile.yaml',
  'cloudbuild/roll-back.yaml',
];

describe.each(pipelines)('%s', (path) => {
  const config = readBuildConfig(repositoryFile(path));

  it('uses what it declares and declares what it uses, strictly', () => {
    const values = { PROJECT_ID: 'p', ...config.substitutions };
    const substituter = new Substituter(values, { loose: false, dynamic: false });
    for (const { name, args = [], env = [] } of config.steps) {
      for (const text of [name, ...args, ...env]) substituter.apply(text);
    }
    substituter.apply(config.serviceAccount ?? '');
    expect(() => substituter.refuseUnused()).not.toThrow();
  });

  it('gives every step a command line that parses', () => {
    const problems = config.steps.flatMap(({ args: [word, ...rest] = [] }) => {
      const inputs = word === 'report' ? reportFlags : inputsOfCommand(commandOf(word));
      return parseFlags(rest, inputs).problems;
    });
    expect(problems).toEqual([]);
  });

  it('names every step, and says after which it runs', () => {
    const [first, ...later] = config.steps;
    expect(first?.waitFor).toBeUndefined();
    expect(later.map(({ waitFor }) => waitFor)).toEqual(
      config.steps.slice(0, -1).map(({ id }) => [id]),
    );
  });

  it('puts no text of a pull request into a command line', () => {
    const texts = config.steps.flatMap(({ args = [], script = '' }) => [...args, script]);
    expect(texts.filter((text) => /HEAD_BRANCH|BASE_BRANCH|HEAD_REPO|\$\(body/.test(text))).toEqual(
      [],
    );
  });
});

describe('the Dockerfile', () => {
  const text = readFileSync(join(root, 'cloudbuild/Dockerfile'), 'utf8');
  const instructions = text.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ');

  it('stands on a base that somebody named by its digest', () => {
    expect(instructions).toMatch(/^ARG NODE_DIGEST$/m);
    expect(instructions.match(/^FROM .*$/gm)).toEqual([
      'FROM docker.io/library/node:24-slim@${NODE_DIGEST}',
    ]);
  });

  it('takes nothing but the bundle', () => {
    expect(instructions.match(/^(COPY|ADD|RUN) .*$/gm)).toEqual([
      'COPY dist/ /opt/vertex-release/',
    ]);
    const ignored = readFileSync(join(root, 'cloudbuild/Dockerfile.dockerignore'), 'utf8');
    expect(
      ignored
        .replaceAll(/^#.*\n/gm, '')
        .trim()
        .split('\n'),
    ).toEqual(['*', '!dist']);
  });

  it('runs an entry of the bundle, under the version of the package', () => {
    const [, entrypoint = '[]'] = /^ENTRYPOINT (.*)$/m.exec(instructions) ?? [];
    const [program, entry = ''] = JSON.parse(entrypoint) as string[];
    expect(program).toBe('node');
    expect(existsSync(join(root, entry.replace('/opt/vertex-release', 'dist')))).toBe(true);
    expect(instructions).toContain(`image.version="${version}"`);
  });
});
