import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inertLine } from '../../../src/hosts/github/inert-line.ts';
import { RunnerLog } from '../../support/actions-runner-log.ts';

const hostile = [
  '::error::x',
  '  ::error::x',
  '\t::add-mask::x',
  '\u00A0::error::x',
  '\u200B::error::x',
  '\uFE0F::error::x',
  '\u034F::error::x',
  '\uFEFF::error::x',
  '\u2028::error::x',
  '\u0085::error::x',
  'line\r::error::x',
  'line\n::error::x',
  '##[error]x',
  'text ##[error]x',
  '#\u00AD#[error]x',
  '#\u034F#\uFE0F[error]x',
  '####[error]x',
  '##[[error]x',
  '##[##[error]x',
  '::stop-commands::x',
  '\u001B[31m::error::x',
];

function commandsIn(text: string): number {
  const log = new RunnerLog(true);
  // As the runner splits what a process prints.
  for (const line of text.split(/\r\n|\r|\n/)) log.take(line);
  return log.commands.length + log.refused.length;
}

describe('a hostile line', () => {
  it.each(hostile)('%j is no command once it is inert', (line) => {
    expect(commandsIn(inertLine(line))).toBe(0);
  });

  it('would have been one before', () => {
    expect(hostile.filter((line) => commandsIn(line) === 0)).toEqual([
      '\u0085::error::x',
      '##[[error]x',
      '##[##[error]x',
      '\u001B[31m::error::x',
    ]);
  });

  it('is no command whatever is around it', () => {
    const part = fc.oneof(
      fc.constantFrom(...hostile, '::', '#', '[', ']', 'error', ' ', '\u00AD', '|'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const line = inertLine(parts.join(''));
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(commandsIn(line)).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves an ordinary line as it is', () => {
    for (const line of [
      '',
      'epoch 3: loss 0.2',
      '  a::b',
      'endpoint x: 7 0→5',
      '| ::',
      '- [x] #1',
    ]) {
      expect(inertLine(line)).toBe(line);
    }
  });
});
