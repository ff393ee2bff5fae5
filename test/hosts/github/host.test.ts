import { describe, expect, it } from '@jest/globals';
import { githubHost } from '../../../src/hosts/github/host.ts';
import { secretForms } from '../../../src/hosts/github/secret-forms.ts';
import { codeBlock, fittingSummary, summaryLimit } from '../../../src/hosts/github/summary.ts';
import type { Toolkit } from '../../../src/hosts/github/toolkit.ts';

function told() {
  const lines: string[] = [];
  const note =
    (kind: string) =>
    (...given: unknown[]) => {
      lines.push([kind, ...given.map((one) => JSON.stringify(one))].join(' '));
    };
  const toolkit: Toolkit = {
    info: (message) => lines.push(message),
    debug: note('debug'),
    warning: note('warning'),
    error: note('error'),
    notice: note('notice'),
    startGroup: note('group'),
    endGroup: note('endgroup'),
    setSecret: note('mask'),
    setOutput: note('output'),
    addSummary: async () => {},
  };
  let now = 0;
  const run = { commit: 'c', url: 'u' };
  const runner = { name: 'r', isGone: () => false };
  const host = githubHost(toolkit, run, runner, () => now);
  return { lines, host, pass: (ms: number) => (now += ms) };
}

describe('the host', () => {
  it('opens one group at a time', () => {
    const { host, lines } = told();
    host.endPhase();
    host.phase('One');
    host.say('a');
    host.phase('Two');
    host.endPhase();
    expect(lines).toEqual(['group "One"', 'a', 'endgroup', 'group "Two"', 'endgroup']);
  });

  it('annotates a few warnings and errors, and prints the others', () => {
    const { host, lines } = told();
    for (let count = 0; count < 12; count += 1) host.warn(`w${count}`);
    for (let count = 0; count < 12; count += 1) host.fail(`e${count}`, { title: 't' });
    expect(lines.filter((line) => line.startsWith('warning "'))).toHaveLength(8);
    expect(lines.filter((line) => line.startsWith('error "'))).toHaveLength(8);
    expect(lines).toContain('warning: w11');
    expect(lines).toContain('error: e11');
  });

  it('gives a sign of life now and then', () => {
    const { host, lines, pass } = told();
    host.progress('1 %');
    pass(30_000);
    host.progress('2 %');
    host.progress('3 %');
    expect(lines).toEqual(['... 2 %']);
  });
});

describe('a secret', () => {
  it('is masked in every form that it could be printed in', () => {
    const secret = 'ghs_a+b/c"d\n';
    const forms = secretForms(secret);
    expect(forms).toEqual(
      expect.arrayContaining([
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(`x-access-token:${secret}`).toString('base64'),
        encodeURIComponent(secret),
        'ghs_a+b/c\\"d\\n',
      ]),
    );
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('that is no secret masks nothing', () => {
    expect(secretForms('')).toEqual([]);
    expect(secretForms('true')).toEqual([]);
  });
});

describe('a summary', () => {
  it('fits into what the runner takes', () => {
    const cut = fittingSummary('äöü\n'.repeat(300_000));
    expect(Buffer.byteLength(cut)).toBeLessThan(summaryLimit);
    expect(cut).toContain('Cut off here');
    expect(fittingSummary('short')).toBe('short');
  });

  it('shows hostile text as it is', () => {
    expect(codeBlock('```\n<img>')).toBe('````text\n```\n<img>\n````\n');
  });
});
