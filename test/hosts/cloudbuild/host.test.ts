import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { cloudBuildHost } from '../../../src/hosts/cloudbuild/host.ts';
import { fakeClock } from '../../support/fake-clock.ts';

function hostWith(change: { debug?: boolean; hide?(text: string): string } = {}) {
  const clock = fakeClock();
  const written: string[] = [];
  const host = cloudBuildHost({
    build: { commit: 'c0ffee', url: 'https://example.test/build' },
    runner: { name: 'r', isGone: () => false },
    debug: false,
    hide: (text) => text,
    now: () => clock.now(),
    write: (text) => written.push(text),
    ...change,
  });
  return { host, clock, written };
}

describe('the host of a build', () => {
  it('knows the commit and the page of the build', () => {
    expect(hostWith().host).toMatchObject({
      name: 'cloud_build',
      commit: 'c0ffee',
      runUrl: 'https://example.test/build',
    });
  });

  it('begins each line with its severity', () => {
    const { host, written } = hostWith({ debug: true });
    host.phase('Train');
    host.say('created job');
    host.warn('slow');
    host.fail('broken');
    host.debug('detail');
    expect(written.join('')).toBe(
      'NOTICE: Train\nINFO: created job\nWARNING: slow\nERROR: broken\nDEBUG: detail\n',
    );
  });

  it('keeps to itself what is for debugging, unless asked', () => {
    const { host, written } = hostWith();
    host.debug('detail');
    expect(written).toEqual([]);
  });

  it('shows progress as a heartbeat', () => {
    const { host, clock, written } = hostWith();
    for (let second = 0; second < 70; second += 1) {
      host.progress(`second ${second}`);
      clock.advance(1_000);
    }
    expect(written).toEqual(['INFO: … second 30\n', 'INFO: … second 60\n']);
  });

  it('takes secrets out of every line', () => {
    const { host, clock, written } = hostWith({
      debug: true,
      hide: (text) => text.replaceAll('hush', '***'),
    });
    clock.advance(60_000);
    for (const write of [host.phase, host.say, host.warn, host.fail, host.debug, host.progress]) {
      write('a hush b');
    }
    expect(written).toHaveLength(6);
    expect(written.filter((line) => line.includes('hush'))).toEqual([]);
  });

  it('makes one line without control characters of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { host, written } = hostWith();
        host.say(text);
        expect(written).toHaveLength(1);
        expect(written[0]).toMatch(/^INFO: [^\p{Cc}\u2028\u2029\u202a-\u202e]*\n$/u);
      }),
    );
  });

  it('lets no text pass for a line of ours', () => {
    const { host, written } = hostWith();
    host.say('x\r\nERROR: all is lost\u001B[2K\u0007');
    expect(written.join('').split('\n')).toHaveLength(2);
    expect(written.join('')).toMatch(/^INFO: x ERROR: all is lost/);
  });
});
