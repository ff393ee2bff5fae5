import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { JobLog } from '../../../src/steps/train/job-log.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { type FakeLogLine, fakeLogs } from '../../support/fake-logs.ts';

const start = fakeClock().now();

function line(at: number, text: string, change: Partial<FakeLogLine> = {}): FakeLogLine {
  return { at: start + at, id: '', severity: 'INFO', text, ...change };
}

/** The texts that come out when the log is read every so often. */
async function read(lines: readonly FakeLogLine[], everyMs: number, times: number) {
  const clock = fakeClock();
  const log = new JobLog(fakeLogs(clock, lines), 'job', clock.now());
  const texts: string[] = [];
  for (let time = 0; time < times; time += 1) {
    texts.push(...(await log.next()).map(({ text }) => text));
    clock.advance(everyMs);
  }
  return texts;
}

describe('the log of a job', () => {
  it('gives each line once, however often it is read', async () => {
    const lines = [line(0, 'a'), line(500, 'b'), line(9_000, 'c'), line(20_000, 'd')];
    expect(await read(lines, 1_000, 60)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells lines of the same instant apart', async () => {
    const lines = [
      line(0, 'same', { id: '1' }),
      line(0, 'same', { id: '2' }),
      line(0, 'other', { id: '2' }),
    ];
    expect(await read(lines, 1_000, 3)).toEqual(['same', 'same', 'other']);
  });

  it('has no line of another attempt, from before its job', async () => {
    expect(await read([line(-60_000, 'old'), line(1, 'new')], 1_000, 3)).toEqual(['new']);
  });

  it('gives each line once although some show up to five seconds late', async () => {
    const entries = fc.array(fc.tuple(fc.nat(60_000), fc.nat(4_900)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 100, max: 20_000 }), async (all, everyMs) => {
        const lines = all.map(([at, lateMs], index) =>
          line(at, `line ${index}`, { shownAt: start + at + lateMs }),
        );
        const texts = await read(lines, everyMs, Math.ceil(70_000 / everyMs) + 1);
        expect(texts.toSorted()).toEqual(lines.map(({ text }) => text).toSorted());
      }),
      { numRuns: 50 },
    );
  });
});
