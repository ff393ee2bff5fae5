import { describe, expect, it } from '@jest/globals';
import type { ReleaseRecord } from '../../src/release/record.ts';
import { renderComment } from '../../src/report/comment.ts';
import { context, parseReport, reportOn } from './parsed-report.ts';
import { heldRecord, rejectedRecord, storedRecord, withStep } from './records.ts';

function headline(record: ReleaseRecord): string {
  return reportOn(record).headings[0]?.text ?? '';
}

describe('the headline', () => {
  it.each<[string, ReleaseRecord, string]>([
    [
      'a promotion',
      storedRecord('promoted'),
      '✅ Promoted to production: birdstrike-damage@2 · 🧪 emulated',
    ],
    [
      'a first release',
      storedRecord('bootstrapped'),
      '✅ First model in production: birdstrike-damage@1 · 🧪 emulated',
    ],
    [
      'a roll back',
      storedRecord('rolled-back'),
      '↩️ Rolled back: birdstrike-damage@3 · 🧪 emulated',
    ],
    [
      'a rejection, whose candidate has no version',
      { ...rejectedRecord(), emulated: false },
      '⛔ Rejected before production: birdstrike-damage',
    ],
    ['a hold', heldRecord(), '✋ Held: a person must decide: birdstrike-damage@3 · 🧪 emulated'],
  ])('tells of %s', (_, record, words) => {
    expect(headline(record)).toBe(words);
  });

  it('tells who must decide what of a hold, in commands', () => {
    const { codes } = reportOn(heldRecord());
    const id = heldRecord().releaseId;
    expect(codes).toEqual(
      expect.arrayContaining([
        `vertex-release canary-promote --release ${id}`,
        `vertex-release canary-promote --release ${id} --operation promote`,
        `vertex-release rollback --release ${id}`,
      ]),
    );
  });

  it.each(['a; rm -rf ~', '$(id)', '--help', 'a b'])(
    'puts no release id into a command that a shell would read as more: %s',
    (releaseId) => {
      const { codes } = reportOn({ ...heldRecord(), releaseId });
      expect(codes).toContain('vertex-release rollback');
      expect(codes.filter((code) => code.startsWith('vertex-release')).join()).not.toContain(
        releaseId,
      );
    },
  );

  it('says how to mend the error that a step failed with', () => {
    const broken = withStep({ ...heldRecord(), outcome: 'failed' }, 'canary-promote', {
      state: 'failed',
      verdict: 'error',
      summary: 'the endpoint is held by another release [CONFLICT]',
    });
    const markdown = renderComment(broken, context);
    expect(headline(broken)).toMatch(/^💥 Failed/);
    expect(markdown).toContain('Wait for the other release, or end it; the message names it.');
    expect(markdown).toContain('Run `canary-promote` again');
  });

  it('forgets what was said before while a step runs again', () => {
    const running = withStep(heldRecord(), 'canary-promote', { state: 'running', attempts: 2 });
    expect(headline(running)).toMatch(/^⏳ Running canary-promote/);
    const [steps] = reportOn(running).tables;
    expect(steps?.rows.at(-1)).toEqual(['canary-promote', '⏳ running', '– (begun 2 times)', '–']);
    expect(reportOn(running).kinds).not.toContain('blockquote');
  });

  it.each<[string, Partial<ReleaseRecord>, RegExp]>([
    ['a release that has only been opened', { steps: {} }, /^⏳ Opened/],
    ['an outcome of a later version', { outcome: 'paused' as never }, /^❔ Ended as paused/],
  ])('tells of %s', (_, change, words) => {
    const { outcome: _outcome, ...open } = storedRecord('promoted');
    expect(headline({ ...open, ...change })).toMatch(words);
  });

  it.each([
    ['in_progress', /^⏳ In progress: canary-promote/],
    ['failed', /^⏹️ Stopped in canary-promote/],
    ['planned', /^📝 Planned by canary-promote/],
    ['done', /^⏳ On its way: canary-promote is done/],
  ] as const)('tells of a release without outcome whose last step is %s', (state, words) => {
    const { outcome: _, ...open } = heldRecord();
    expect(headline(withStep(open, 'canary-promote', { state }))).toMatch(words);
  });

  it('links commit and run, and no address that a browser does not open', () => {
    const { links } = reportOn(storedRecord('promoted'));
    expect([...new Set(links)]).toEqual([context.commitUrl, context.runUrl]);
    expect(parseReport(renderComment(storedRecord('promoted'))).links).toEqual([]);
  });
});
