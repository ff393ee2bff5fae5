import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { pageDocument } from '../../src/emulator/page/page-document.ts';
import type { Overview } from '../../src/emulator/page/overview.ts';
import { type FakeNode, overviewOf, ScriptBench } from './page-bench.ts';

const harmless = overviewOf((what) => what);
const sections = ['endpoints', 'models', 'jobs', 'operations', 'faults'];

async function shown(overview: Overview): Promise<ScriptBench> {
  const bench = new ScriptBench(pageDocument(), overview);
  await bench.settle();
  return bench;
}

function nodesOf(bench: ScriptBench): FakeNode[] {
  return sections.flatMap((id) => [...bench.at(id).all()]);
}

/** The button whose label for readers is this. */
function button(bench: ScriptBench, label: string): FakeNode {
  const found = nodesOf(bench).find((node) => node.attributes.get('aria-label') === label);
  if (found === undefined) throw new Error(`no button ${label}`);
  return found;
}

describe('the script of the page', () => {
  it('shows what there is', async () => {
    const bench = await shown(harmless);
    expect(bench.at('status').textContent).toBe('Live');
    expect(bench.at('endpoints').shown).toMatch(
      /endpoint name changing endpoints\/id · place .*deployed name deployed id · model@1 100 % 1 of 2 processes 41, 42 10 10 % 4 ms 9.5 ms Log why/,
    );
    expect(bench.at('models').shown).toMatch(
      /model name models\/id · place team: label .*@version key alias deployed to .* image 11 older versions are not shown\./,
    );
    expect(bench.at('jobs').shown).toMatch(
      /job name jobs\/id · place failed custom, progress program .* 1 min 5 s Log job error/,
    );
    expect(bench.at('operations').shown).toMatch(
      /method failed resource .* 0\.4 s operation error/,
    );
    expect(bench.at('faults').shown).toMatch(
      /kind fault id · settings 3 of 9 seen .* hit method · hit resource/,
    );
  });

  it('says so where there is nothing', async () => {
    const nothing = { items: [], total: 0 };
    const bench = await shown({
      now: harmless.now,
      endpoints: nothing,
      models: nothing,
      jobs: nothing,
      operations: nothing,
      faults: nothing,
      logs: [],
    });
    expect(sections.map((id) => bench.at(id).shown)).toEqual([
      'No endpoints yet.',
      'No models yet.',
      'No jobs yet.',
      'No operations yet.',
      'No faults were asked for.',
    ]);
  });

  it('describes each chart in words', async () => {
    const bench = await shown(harmless);
    const pictures = nodesOf(bench).filter((node) => node.attributes.get('role') === 'img');
    expect(pictures.map((node) => node.attributes.get('aria-label'))).toEqual([
      'Requests per second, last 10 s. deployed name: 2 at last, at most 2',
      'Errors, % of requests, last 10 s. deployed name: 10 at last, at most 10',
      'Latency, 95th percentile, ms, last 10 s. deployed name: 9.5 at last, at most 9.5',
    ]);
  });

  const shape = (bench: ScriptBench): unknown =>
    nodesOf(bench).map(({ tag, attributes }) => [tag, ...attributes.keys()]);
  /** Attributes whose values others may have a say in; a browser takes none of them for anything but text. */
  const textual = ['aria-label', 'datetime'];
  const unwanted = /\b(script|iframe|object|embed|link|style|a|form|input|img)\b/;

  it.each([
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    'javascript:alert(1)',
    '${alert(1)}',
    '__proto__',
    '',
  ])('has the same elements and attributes when every text is %j', async (hostile) => {
    const bench = await shown(overviewOf(() => hostile));
    expect(shape(bench)).toEqual(shape(await shown(harmless)));
  });

  it('puts texts of others nowhere but where they are text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), async (text) => {
        const marked = `¤${text}¤`;
        const bench = await shown(overviewOf(() => marked));
        const nodes = nodesOf(bench);
        const attributes = nodes.flatMap((node) => [...node.attributes]);
        const reached = attributes.filter(([, value]) => value.includes('¤')).map(([name]) => name);
        expect(reached.filter((name) => !textual.includes(name))).toEqual([]);
        expect(nodes.map(({ tag }) => tag).join(' ')).not.toMatch(unwanted);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['an override of direction', 'gnp.\u202Eexe', 'gnp.\uFFFDexe'],
    ['an isolate', '\u2066a\u2069', '\uFFFDa\uFFFD'],
    ['a control character', 'a\u0007b\u001B[31m', 'a\uFFFDb\uFFFD[31m'],
    ['lines and tabs as they are', 'a\n\tb', 'a\n\tb'],
  ])('shows %s', async (_what, text, seen) => {
    const bench = await shown(overviewOf(() => text));
    const message = nodesOf(bench).find(({ attributes }) => attributes.get('class') === 'message');
    expect(message?.textContent).toBe(seen);
  });

  it('keeps the elements of what is still there, in the order of the list', async () => {
    const [job] = harmless.jobs.items;
    if (job === undefined) throw new Error('no job');
    const named = (...names: string[]): Overview => ({
      ...harmless,
      jobs: { items: names.map((name) => ({ ...job, name, displayName: name })), total: 3 },
    });
    const rows = (bench: ScriptBench): FakeNode[] =>
      [...bench.at('jobs').all()].filter(({ tag }) => tag === 'tbody');
    const names = (bench: ScriptBench): string[] =>
      rows(bench).map((row) => row.shown.split(' ')[0] ?? '');
    const bench = await shown(named('a', 'b', 'c'));
    const [, before] = rows(bench);
    bench.answerWith(200, named('d', 'b', 'a'));
    await bench.nextTurn();
    expect(names(bench)).toEqual(['d', 'b', 'a']);
    expect(rows(bench)[1]).toBe(before);
  });

  it('asks for the log that is unfolded, and shows its lines', async () => {
    const bench = await shown(overviewOf((what) => (what === 'job log' ? 'a b&c' : what)));
    const log = button(bench, 'Log of job name');
    expect([log.attributes.get('aria-expanded'), bench.at('jobs').shown]).toEqual([
      'false',
      expect.not.stringContaining('first line'),
    ]);
    log.click();
    await bench.settle();
    expect(bench.asked).toEqual(['/emulator/v1/overview', '/emulator/v1/overview?log=a%20b%26c']);
    expect(bench.at('jobs').shown).toMatch(/INFO first line .* ERROR second line/);
    expect(log.attributes.get('aria-expanded')).toBe('true');
    log.click();
    await bench.settle();
    expect(bench.at('jobs').shown).not.toContain('first line');
    expect(bench.asked.at(-1)).toBe('/emulator/v1/overview');
  });

  it('asks again and again, one request at a time', async () => {
    const bench = await shown(harmless);
    await bench.nextTurn();
    await bench.nextTurn();
    expect(bench.asked).toHaveLength(3);
    expect(bench.isWaiting).toBe(true);
  });

  it('asks nothing while nobody sees the page', async () => {
    const bench = await shown(harmless);
    await bench.setHidden(true);
    await bench.nextTurn();
    expect([bench.asked.length, bench.isWaiting]).toEqual([1, false]);
    await bench.setHidden(false);
    expect([bench.asked.length, bench.isWaiting]).toEqual([2, true]);
  });

  it('asks nothing while it is paused, seen or not', async () => {
    const bench = await shown(harmless);
    bench.at('pause').click();
    expect(bench.at('pause').attributes.get('aria-pressed')).toBe('true');
    expect(bench.at('status').textContent).toBe('Paused');
    await bench.nextTurn();
    await bench.setHidden(true);
    await bench.setHidden(false);
    expect([bench.asked.length, bench.isWaiting]).toEqual([1, false]);
    bench.at('pause').click();
    await bench.settle();
    expect([bench.asked.length, bench.at('status').textContent]).toEqual([2, 'Live']);
  });

  it('says what is wrong when there is no answer, and tries again', async () => {
    const bench = await shown(harmless);
    bench.answerWith(503, {});
    await bench.nextTurn();
    expect(bench.at('status').textContent).toBe('No news: HTTP 503. Trying again');
    bench.answerWith(200, harmless);
    await bench.nextTurn();
    expect(bench.at('status').textContent).toBe('Live');
  });
});
