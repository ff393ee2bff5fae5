import { describe, expect, it } from '@jest/globals';
import { annotationsOf } from '../../src/entry/action-annotations.ts';
import type { Ending } from '../../src/entry/action-ending.ts';
import { placeInWorkspace } from '../../src/entry/suite-annotations.ts';
import { parseConfig } from '../../src/contract/config.ts';
import { ReleaseError } from '../../src/errors/error.ts';
import type { JsonObject } from '../../src/release/json.ts';
import { integrationTest } from '../../src/steps/integration-test/contract.ts';
import { fakeRecord, passedStep } from '../support/fake-journal.ts';

const places = { workspace: '/ws', suite: '/ws/model/tests/suite.yaml' };

function endingWith(failures: readonly JsonObject[]): Ending {
  const steps = { 'integration-test': { ...passedStep({}), evidence: { failures } } };
  return {
    step: 'integration-test',
    verdict: 'fail',
    state: 'done',
    lines: ['1 wrong'],
    exitCode: 1,
    outputs: [],
    record: fakeRecord({ steps }),
    error: undefined,
  };
}

const failure = (index: number) => ({
  name: `case ${index}`,
  verdict: 'fail',
  where: `golden.jsonl:${index}`,
  misses: ['$ is 1, expected 2'],
});

describe('a case that failed', () => {
  it('is marked on its line, seen from the root of the repository', () => {
    expect(annotationsOf(endingWith([failure(3)]), undefined, places)).toEqual([
      {
        message: '$ is 1, expected 2',
        place: {
          title: 'integration-test: case 3',
          file: 'model/tests/golden.jsonl',
          startLine: 3,
        },
      },
    ]);
  });

  it('is one of ten that are shown at most', () => {
    const many = Array.from({ length: 12 }, (_, index) => failure(index + 1));
    const shown = annotationsOf(endingWith(many), undefined, places);
    expect(shown).toHaveLength(10);
    expect(shown.at(-1)?.message).toBe('and 3 more');
  });

  it.each<[string, JsonObject]>([
    ['was not answered', { ...failure(1), verdict: 'error' }],
    ['was written by another version', { name: 'old', misses: [] }],
  ])('is not marked when it %s', (_, one) => {
    expect(annotationsOf(endingWith([one]), undefined, places)).toEqual([
      { message: '1 wrong', place: { title: 'integration-test: fail' } },
    ]);
  });
});

describe('a limit that was not kept', () => {
  const ending = endingWith([]);
  const evidence = {
    failures: [failure(3)],
    limits: [
      { name: 'errors', input: 'max_error_rate', verdict: 'pass', said: 'none' },
      { name: 'latency p99', input: 'max_latency', verdict: 'inconclusive', said: 'late' },
      {
        name: 'shadow differences',
        input: 'max_shadow_difference',
        verdict: 'fail',
        said: '9 of 9',
      },
    ],
  };
  const steps = { 'integration-test': { ...passedStep({}), evidence } };

  it('is marked beside the cases, on the line that sets it', () => {
    const text = 'integration_test:\n  suite: a\n  max_shadow_difference: 0.1\n';
    const config = parseConfig(text, { name: 'vertex-release.yaml', folder: '/ws' }, [
      integrationTest,
    ]);
    const file = { config, path: 'vertex-release.yaml' };
    const broken = { ...ending, record: fakeRecord({ steps }) };
    expect(annotationsOf(broken, file, places)).toMatchObject([
      {
        message: '9 of 9',
        place: {
          title: 'integration-test: shadow differences',
          file: 'vertex-release.yaml',
          startLine: 3,
        },
      },
      { place: { title: 'integration-test: case 3' } },
    ]);
  });
});

describe('a line of a suite that is no case', () => {
  it('is marked', () => {
    const where = '/ws/model/tests/golden.jsonl:7 .expect';
    const error = new ReleaseError('INPUT_INVALID', 'no suite', {
      problems: [{ where, expected: 'a mapping' }],
    });
    const [marked] = annotationsOf({ ...endingWith([]), error }, undefined, places);
    expect(marked?.place).toMatchObject({ file: 'model/tests/golden.jsonl', startLine: 7 });
  });
});

describe('a place', () => {
  it.each([
    ['tests/a.jsonl:3', { file: 'tests/a.jsonl', startLine: 3 }],
    ['/ws/a.jsonl:3:14', { file: 'a.jsonl', startLine: 3 }],
    ['/elsewhere/a.jsonl:3', undefined],
    ['../a.jsonl:3', undefined],
    ['gs://bucket/a.jsonl:3', undefined],
    ['integration_test.suite', undefined],
    ['the load', undefined],
  ])('%s is %j', (where, place) => {
    expect(placeInWorkspace(where, '/ws', '/ws')).toEqual(place);
  });
});
