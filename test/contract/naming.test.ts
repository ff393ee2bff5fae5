import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  fieldOf,
  flagOf,
  inputVariableOf,
  isName,
  sectionOf,
  substitutionOf,
} from '../../src/contract/naming.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';

const segment = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const anyName = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('_'));

describe('the spellings of a name', () => {
  it('are mechanical', () => {
    expect(inputVariableOf('min_replica_count')).toBe('INPUT_MIN_REPLICA_COUNT');
    expect(flagOf('min_replica_count')).toBe('--min-replica-count');
    expect(substitutionOf('min_replica_count')).toBe('_MIN_REPLICA_COUNT');
    expect(fieldOf('min_replica_count')).toBe('minReplicaCount');
    expect(sectionOf('deploy-staging')).toBe('deploy_staging');
  });

  it('each lead back to the name', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(isName(name)).toBe(true);
        expect(inputVariableOf(name).slice('INPUT_'.length).toLowerCase()).toBe(name);
        expect(flagOf(name).slice(2).replaceAll('-', '_')).toBe(name);
        expect(substitutionOf(name).slice(1).toLowerCase()).toBe(name);
        expect(
          (fieldOf(name) as string).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        ).toBe(name);
      }),
    );
  });

  it('are what the shell, GitHub and Cloud Build take', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(inputVariableOf(name)).toMatch(/^[A-Z_][A-Z0-9_]*$/);
        expect(substitutionOf(name)).toMatch(/^_[A-Z0-9_]+$/);
        expect(flagOf(name)).toMatch(/^--[a-z0-9-]+$/);
      }),
    );
  });

  it.each(['', 'Region', 'min-bake', '_region', 'region_', 'a__b', 'p_50', '5m'])(
    'refuse %j as a name',
    (text) => {
      expect(isName(text)).toBe(false);
    },
  );

  it.each(allSteps.map((step) => [step.name, step] as const))('hold in %s', (_, step) => {
    const names = [...Object.keys(step.inputs), ...Object.keys(step.outputs)];
    expect(names.filter((name) => !isName(name))).toEqual([]);
    const inputs = Object.keys(step.inputs);
    expect(new Set(inputs.map((name) => fieldOf(name))).size).toBe(inputs.length);
  });
});
