import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stepNames } from '../../../src/release/step-name.ts';
import { readBuildConfig } from '../../support/cloudbuild-runner-form.ts';
import { worldOf } from '../world.ts';
import { BuildWorld, endsOf, repositoryFile } from './builds.ts';

const folder = resolve(import.meta.dirname, '../../../cloudbuild/steps');

let world: BuildWorld;
beforeAll(async () => {
  world = await BuildWorld.start();
});
afterAll(() => world.stop());

describe('a build for each step', () => {
  it.each(stepNames)('%s is a configuration that Cloud Build would take', (step) => {
    expect(() => readBuildConfig(repositoryFile(`cloudbuild/steps/${step}.yaml`))).not.toThrow();
  });

  it('is there for every step and for nothing else', () => {
    expect(readdirSync(folder).toSorted()).toEqual(
      stepNames.map((name) => `${name}.yaml`).toSorted(),
    );
  });

  it.each(['submit', 'trigger'] as const)(
    'carries a release through the train, each by %s on a machine of its own',
    async (by) => {
      const commit = by === 'submit' ? '1111111133333333' : '2222222233333333';
      for (const step of stepNames) {
        using run = await world.build(join('cloudbuild/steps', `${step}.yaml`), commit, {
          by,
          substitutions: step === 'train' ? { _ARGS: `good\n${by}` } : {},
        });
        expect({ [step]: run.log, ...endsOf(run) }).toMatchObject({ [step]: 'SUCCESS 0' });
        if (by === 'trigger' && step === 'register') break;
      }
      const { versions } = await worldOf(world.emulator);
      expect(Object.values(versions).flat()).toEqual(
        expect.arrayContaining(by === 'submit' ? ['champion'] : ['champion', 'challenger']),
      );
    },
  );
});
