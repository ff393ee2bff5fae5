import { describe, expect, it } from '@jest/globals';
import { type ErrorCode, errorCodes } from '../../src/errors/codes.ts';
import {
  describeError,
  ReleaseError,
  refuseProblems,
  toReleaseError,
} from '../../src/errors/error.ts';
import { describeProblem } from '../../src/errors/problem.ts';

const codes = Object.keys(errorCodes) as ErrorCode[];

describe('error codes', () => {
  it.each<[number, ErrorCode[]]>([
    [
      2,
      [
        'INPUT_INVALID',
        'FILE_UNREADABLE',
        'EVIDENCE_UNUSABLE',
        'RUNTIME_UNSUPPORTED',
        'UNIMPLEMENTED',
      ],
    ],
    [
      3,
      [
        'CREDENTIALS_MISSING',
        'PERMISSION_DENIED',
        'RESOURCE_NOT_FOUND',
        'HOST_UNREACHABLE',
        'API_FAILED',
        'API_UNAVAILABLE',
        'QUOTA_EXCEEDED',
        'OPERATION_FAILED',
        'DEADLINE_EXCEEDED',
        'EVIDENCE_UNREADABLE',
        'STATE_CORRUPT',
        'INTERNAL',
      ],
    ],
    [5, ['CONFLICT']],
    [130, ['CANCELLED']],
  ])('lead to exit %i: %j', (exit, expected) => {
    const found = codes.filter((code) => new ReleaseError(code, 'x').exitCode === exit);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('never claim success, nor a verdict that only evidence can give', () => {
    expect(codes.filter((code) => [0, 1, 4, 6].includes(errorCodes[code].exit))).toEqual([]);
  });

  it.each(codes)('%s says in sentences what it means and how to mend it', (code) => {
    expect(errorCodes[code].about).toMatch(/^[A-Z].*\.$/);
    expect(errorCodes[code].mend).toMatch(/^[A-Z].*\.$/);
  });
});

describe('ReleaseError', () => {
  it('gives the advice of its code unless it has its own', () => {
    expect(new ReleaseError('CONFLICT', 'x').mend).toBe(errorCodes.CONFLICT.mend);
    expect(new ReleaseError('CONFLICT', 'x', { mend: 'Wait.' }).mend).toBe('Wait.');
  });

  it('keeps its cause, and has none when there was none', () => {
    const cause = new Error('socket hang up');
    expect(new ReleaseError('API_FAILED', 'x', { cause }).cause).toBe(cause);
    expect('cause' in new ReleaseError('API_FAILED', 'x')).toBe(false);
  });

  it('tells what happened, each problem, then how to mend it with the code to look up', () => {
    const error = new ReleaseError('INPUT_INVALID', 'train has 2 problems', {
      mend: 'Mend them.',
      problems: [
        { where: 'train.timeout', expected: 'a duration', found: '"5"', mend: 'Add a unit' },
        { where: 'region', expected: 'a region' },
      ],
    });
    expect(describeError(error)).toEqual([
      'train has 2 problems',
      '  - train.timeout: expected a duration, found "5". Add a unit',
      '  - region: expected a region, found nothing',
      'Mend them. [INPUT_INVALID]',
    ]);
  });

  it('takes a stranger for a defect of its own and keeps it as the cause', () => {
    const stranger = new TypeError('x is not a function');
    const error = toReleaseError(stranger);
    expect(error).toMatchObject({ code: 'INTERNAL', message: 'x is not a function' });
    expect(error.cause).toBe(stranger);
    expect(toReleaseError('text').message).toBe('text');
  });

  it('lets its own kind pass unchanged', () => {
    const error = new ReleaseError('CONFLICT', 'x');
    expect(toReleaseError(error)).toBe(error);
  });
});

describe('problems', () => {
  it('are no reason to refuse when there are none', () => {
    expect(() => refuseProblems('train', [])).not.toThrow();
  });

  it.each([
    [1, 'train has one problem'],
    [3, 'train has 3 problems'],
  ])('are refused all at once: %i', (count, message) => {
    const problems = Array.from({ length: count }, (_, index) => ({
      where: `args[${index}]`,
      expected: 'text',
    }));
    expect(() => refuseProblems('train', problems)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', message, problems }),
    );
  });

  it('tell an empty find from no find', () => {
    expect(describeProblem({ where: 'a', expected: 'b', found: '""' })).toBe(
      'a: expected b, found ""',
    );
    expect(describeProblem({ where: 'a', expected: 'b' })).toBe('a: expected b, found nothing');
  });
});
