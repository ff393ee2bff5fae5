import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { printable, terminalHost } from '../../../src/hosts/terminal/host.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const escape = '\u001B';

function screen(options: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = [];
  return { ...options, written, write: (text: string) => written.push(text) };
}

function hostOn(
  target: ReturnType<typeof screen>,
  change: Partial<Parameters<typeof terminalHost>[1]> = {},
) {
  const clock = fakeClock();
  const runner = { name: 'r', isGone: () => false };
  const options = { commit: 'c0ffee', runner, debug: false, color: false, now: () => clock.now() };
  return { clock, host: terminalHost(target, { ...options, ...change }) };
}

/** What a terminal shows in the end: a carriage return and "erase line" begin the line anew. */
function shown(written: readonly string[]): string[] {
  return written
    .join('')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf(`\r${escape}[2K`) + 1).replace(`${escape}[2K`, ''));
}

describe('the terminal host', () => {
  it('knows its commit and has no page', () => {
    const { host } = hostOn(screen());
    expect(host).toMatchObject({ name: 'terminal', commit: 'c0ffee', runUrl: undefined });
  });

  it('writes a line for whatever is said', () => {
    const target = screen();
    const { host } = hostOn(target);
    host.phase('Train');
    host.say('created job');
    host.warn('slow');
    host.debug('hidden');
    expect(target.written).toEqual(['Train\n', '  created job\n', '  warning: slow\n']);
  });

  it('shows what is for debugging when asked to', () => {
    const target = screen();
    hostOn(target, { debug: true }).host.debug('detail');
    expect(target.written).toEqual(['  detail\n']);
  });

  it('styles only where colour is wanted', () => {
    const [plain, styled] = [screen(), screen()];
    hostOn(plain, { color: false }).host.warn('slow');
    hostOn(styled, { color: true }).host.warn('slow');
    expect(plain.written.join('')).not.toContain(escape);
    expect(styled.written.join('')).toContain(`${escape}[33mwarning:${escape}[0m`);
  });
});

describe('progress on a terminal', () => {
  it('replaces itself and leaves no trace once something is said', () => {
    const target = screen({ isTTY: true });
    const { host } = hostOn(target);
    host.progress('1 of 3');
    host.progress('2 of 3');
    expect(shown(target.written)).toEqual(['  2 of 3']);
    host.say('done');
    expect(shown(target.written)).toEqual(['  done', '']);
  });

  it('stays on one line of the screen', () => {
    const target = screen({ isTTY: true, columns: 20 });
    hostOn(target).host.progress('x'.repeat(100));
    expect(shown(target.written)[0]?.length).toBeLessThan(20);
  });
});

describe('progress where lines cannot be replaced', () => {
  it('is a heartbeat', () => {
    const target = screen();
    const { host, clock } = hostOn(target);
    for (let second = 0; second < 25; second += 1) {
      host.progress(`second ${second}`);
      clock.advance(1_000);
    }
    expect(target.written).toEqual(['  … second 10\n', '  … second 20\n']);
  });

  it('never moves the cursor', () => {
    const target = screen();
    const { host, clock } = hostOn(target);
    clock.advance(60_000);
    host.progress('a');
    host.say('b');
    expect(target.written.join('')).toBe('  … a\n  b\n');
  });
});

describe('hostile text', () => {
  const control = /[\p{Cc}\p{Cf}]/u;

  it.each([
    ['a title of the window', `${escape}]0;owned\u0007`],
    ['a cleared screen', `${escape}[2J${escape}[H`],
    ['a one-byte escape', '\u009B2J'],
    ['a line that replaces another', 'fine\rgone'],
    ['a line that looks like ours', 'x\n  warning: all is well'],
    ['text that reads backwards', 'gpj.\u202Eexe'],
    ['what nobody sees', 'a\u200Bb'],
    ['a workflow command', '::set-output name=x::y\n::error::z'],
  ])('does not become %s', (_, text) => {
    for (const isTTY of [true, false]) {
      const target = screen({ isTTY });
      const { host, clock } = hostOn(target, { debug: true });
      clock.advance(60_000);
      const writes = [host.phase, host.say, host.warn, host.debug, host.progress];
      for (const write of writes) write(text);
      const ours = new RegExp(`\\r${escape}\\[2K`, 'gu');
      const lines = target.written.join('').replace(ours, '').split('\n');
      expect(lines.filter((line) => control.test(line))).toEqual([]);
      expect(lines.length).toBeLessThanOrEqual(writes.length + 1);
    }
  });

  it('loses its control characters, whatever they are, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = printable(text);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        const kept = [...text].filter((character) => !/[\p{Cc}\p{Cf}]/u.test(character));
        expect([...safe.replace(/\\u[0-9a-f]{4,6}/g, '')].length).toBeLessThanOrEqual(
          kept.length + text.split('\t').length - 1,
        );
      }),
    );
  });

  it('can still be read', () => {
    expect(printable(`a\tb${escape}[31mc größe 鳥 🐦`)).toBe('a b\\u001b[31mc größe 鳥 🐦');
  });
});
