import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isFinal, type Outcome, outcomes } from '../../src/release/outcome.ts';
import { formatRecord, parseRecord, type ReleaseRecord } from '../../src/release/record.ts';
import { formatReleaseId, parseReleaseId, shortCommit } from '../../src/release/release-id.ts';
import { stepNames } from '../../src/release/step-name.ts';
import { exitCodeOf, type StepResult, type StepState } from '../../src/release/step-result.ts';
import { gravest, type Verdict, verdicts } from '../../src/release/verdict.ts';
import { fakeRecord, passedStep } from '../support/fake-journal.ts';

const someVerdicts = fc.array(fc.constantFrom(...verdicts), { maxLength: 6 });

describe('gravest', () => {
  it.each<[Verdict[], Verdict]>([
    [[], 'pass'],
    [['pass', 'pass'], 'pass'],
    [['pass', 'inconclusive'], 'inconclusive'],
    [['fail', 'inconclusive', 'pass'], 'fail'],
    [['fail', 'error', 'pass'], 'error'],
  ])('of %j is %s', (all, expected) => {
    expect(gravest(all)).toBe(expected);
  });

  it('does not depend on the order, nor on how verdicts are grouped', () => {
    fc.assert(
      fc.property(someVerdicts, someVerdicts, (some, others) => {
        const all = gravest([...some, ...others]);
        expect(gravest([...others, ...some])).toBe(all);
        expect(gravest([gravest(some), gravest(others)])).toBe(all);
      }),
    );
  });
});

describe('exitCodeOf', () => {
  it.each<[string, Verdict, StepState, number]>([
    ['a pass', 'pass', 'done', 0],
    ['a plan', 'pass', 'planned', 0],
    ['a plan that shows a failed gate', 'fail', 'planned', 1],
    ['a failed gate', 'fail', 'done', 1],
    ['an inconclusive gate that lets the release go on', 'inconclusive', 'done', 0],
    ['evidence that broke', 'error', 'done', 3],
    ['a canary that is called again', 'inconclusive', 'in_progress', 4],
    ['a hold', 'inconclusive', 'held', 6],
    ['a hold after a failed look', 'fail', 'held', 6],
  ])('of %s', (_, verdict, state, exit) => {
    const result: StepResult = { verdict, state, summary: '', outputs: {} };
    expect(exitCodeOf(result)).toBe(exit);
  });
});

describe('outcomes', () => {
  it('end a release, except those that a further run goes on from', () => {
    const over: Outcome[] = outcomes.filter(isFinal);
    expect(over).toEqual(['bootstrapped', 'promoted', 'rolled_back', 'rejected']);
    expect(isFinal(undefined)).toBe(false);
  });
});

describe('release ids', () => {
  it('are the same after a round trip, whatever dashes and digits the model has', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z_][a-z0-9_-]{0,62}$/),
        fc.stringMatching(/^[0-9a-f]{8}$/),
        fc.integer({ min: 1, max: 10_000 }),
        (model, commit8, number) => {
          const id = { model, commit8, number };
          expect(parseReleaseId(formatReleaseId(id))).toEqual(id);
        },
      ),
    );
  });

  it.each([
    '',
    'birds',
    'birds-1',
    '-1a2b3c4d-1',
    'birds-1a2b3c4d-',
    'birds-1a2b3c4d5-1',
    'birds-1A2B3C4D-1',
  ])('are not %j', (text) => {
    expect(parseReleaseId(text)).toBeUndefined();
  });

  it('shorten a commit to eight lower-case characters', () => {
    expect(shortCommit('1A2B3C4D5E6F')).toBe('1a2b3c4d');
  });
});

describe('records', () => {
  const full: ReleaseRecord = fakeRecord({
    identity: { settings: 'ab12' },
    host: { name: 'github', runUrl: 'https://github.com/o/r/actions/runs/1' },
    outcome: 'promoted',
    finishedAt: '2026-01-05T10:00:00.000Z',
    steps: Object.fromEntries(
      stepNames.map((name) => [
        name,
        { ...passedStep({ rows: 3, ok: true, text: 'x' }), progress: { a: [null, { b: 1 }] } },
      ]),
    ),
  });

  it.each([
    ['a fresh one', fakeRecord()],
    ['one with everything', full],
  ])('are the same after a round trip: %s', (_, record) => {
    expect(parseRecord(formatRecord(record), 'gs://b/record.json')).toEqual(record);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['another version', { apiVersion: 'vertex-release/v2' }, ['apiVersion']],
    ['another kind', { kind: 'CommitPointer' }, ['kind']],
    [
      'several fields',
      { number: 0, emulated: 'no', openedAt: 'yesterday' },
      ['number', 'emulated', 'openedAt'],
    ],
    ['an unknown outcome', { outcome: 'lost' }, ['outcome']],
    ['an identity that is no text', { identity: { settings: 1 } }, ['identity.settings']],
    [
      'a step inside',
      { steps: { train: { ...passedStep({}), attempts: -1, verdict: 'maybe' } } },
      ['steps.train.attempts', 'steps.train.verdict'],
    ],
    ['missing fields', { model: undefined, commit: undefined }, ['model', 'commit']],
  ])('name every field that is wrong: %s', (_, change, expected) => {
    const text = JSON.stringify({ ...full, ...change });
    const problemsOf = () => {
      try {
        return parseRecord(text, 'gs://b/record.json');
      } catch (error) {
        return error;
      }
    };
    const error = problemsOf();
    expect(error).toMatchObject({
      code: 'STATE_CORRUPT',
      message: 'gs://b/record.json is not what this version writes',
    });
    const where = (error as { problems: { where: string }[] }).problems.map((one) => one.where);
    expect(where.toSorted()).toEqual(expected.toSorted());
  });

  it.each(['', '{', '[]', 'null', '"text"'])('are not %j', (text) => {
    expect(() => parseRecord(text, 'here')).toThrow(
      expect.objectContaining({ code: 'STATE_CORRUPT' }),
    );
  });
});
