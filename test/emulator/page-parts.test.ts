import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { joinModules } from '../../scripts/generate/page-assets.ts';
import { duration, figure, shortImage, timeOfDay } from '../../src/emulator/page/browser/format.ts';
import { pathOf, roundedUp } from '../../src/emulator/page/browser/line-chart.ts';
import { LineStyles } from '../../src/emulator/page/browser/line-styles.ts';
import { LogTails } from '../../src/emulator/page/log-tails.ts';
import { readTraffic } from '../../src/emulator/page/traffic-view.ts';
import { SeriesRecorder } from '../../src/emulator/series/recorder.ts';
import type { NewLogEntry } from '../../src/emulator/store/logs.ts';
import { createStore } from '../../src/emulator/store/store.ts';
import { TestClock } from './harness.ts';

describe('texts of the page', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [400, '0.4 s'],
    [9_999, '10 s'],
    [42_400, '42 s'],
    [60_000, '1 min'],
    [185_000, '3 min 5 s'],
    [7_200_000, '2 h'],
    [7_260_000, '2 h 1 min'],
    [7_205_000, '2 h'],
    [4 * 86_400_000 + 3_600_000, '4 d 1 h'],
  ])('a length of %d ms is %j', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it.each([
    [0, '0'],
    [0.256, '0.26'],
    [12.54, '12.5'],
    [99.96, '100'],
    [1_234_567, '1,234,567'],
  ])('the figure %d is %j', (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it('a time of another day has its date', () => {
    const at = new Date(2026, 2, 1, 9, 5, 7);
    const later = new Date(2026, 2, 2, 9, 5, 7);
    expect(timeOfDay(at.toISOString(), at.getTime())).toBe('09:05:07');
    expect(timeOfDay(at.toISOString(), later.getTime())).toBe('2026-03-01 09:05:07');
  });

  it('a digest is cut, other references are not', () => {
    expect(shortImage(`host/a/b@sha256:${'0123456789abcdef'.repeat(4)}`)).toBe(
      'host/a/b@sha256:0123456789ab…',
    );
    expect(shortImage('host/a/b:tag')).toBe('host/a/b:tag');
  });
});

describe('charts', () => {
  it('end at the least round number that holds all values', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
        const top = roundedUp(value);
        expect(top).toBeGreaterThanOrEqual(value * (1 - 1e-12));
        expect(top).toBeLessThanOrEqual(value * 2.5 * (1 + 1e-12));
        expect(top.toExponential()).toMatch(/^[125]e/);
      }),
    );
    expect(roundedUp(0)).toBe(1);
  });

  it.each([
    { values: [0, 5, 10], path: 'M0 100h0L150 50L300 0' },
    { values: [null, 10, null, 0], path: 'M100 0h0M300 100h0' },
    { values: [10], path: 'M0 0h0' },
    { values: [], path: '' },
  ])('draw $values as $path', ({ values, path }) => {
    expect(pathOf(values, 10)).toBe(path);
  });

  it('give a deployed model its line for as long as it is there', () => {
    const styles = new LineStyles();
    expect(styles.of(['a', 'b'])).toEqual(['line-0', 'line-1']);
    expect(styles.of(['b'])).toEqual(['line-1']);
    expect(styles.of(['b', 'c'])).toEqual(['line-1', 'line-0']);
  });
});

describe('the traffic of a deployed model', () => {
  const clock = new TestClock();
  const labels = {
    deployedModelId: '1',
    modelDisplayName: 'm',
    endpointDisplayName: 'e',
    isSpot: false,
    projectNumber: '1',
    location: 'l',
    endpointId: 'e',
  };

  it('is told in steps that are over, and of the last minute', () => {
    const start = clock.time;
    const series = new SeriesRecorder(clock, createStore({ clock }).backend).open(labels);
    const record = (atMs: number, http: number, totalMs: number): void => {
      clock.time = start + atMs;
      series.record({ http, instances: 1, totalMs, modelMs: 1 });
    };
    record(-400_000, 200, 5);
    record(-200_000, 200, 5);
    record(-12_000, 200, 10);
    record(-11_000, 500, 10);
    record(-1_000, 200, 20);
    clock.time = start + 2_500;
    const { traffic, lastMinute } = readTraffic(series, clock.now());
    expect([traffic.end, traffic.stepSeconds, traffic.steps.length]).toEqual([
      new Date(start).toISOString(),
      5,
      60,
    ]);
    const told = traffic.steps.flatMap(({ requests, errors }, index) =>
      requests === 0 ? [] : [{ index, requests, errors }],
    );
    expect(told).toEqual([
      { index: 20, requests: 1, errors: 0 },
      { index: 57, requests: 2, errors: 1 },
      { index: 59, requests: 1, errors: 0 },
    ]);
    expect(lastMinute).toMatchObject({ requests: 3, errors: 1 });
    // Percentiles are read from buckets that grow by 1.4.
    expect(lastMinute.p95).toBeGreaterThan(20 / 1.4);
    expect(lastMinute.p95).toBeLessThan(20 * 1.4);
  });

  it('is nothing where nothing is served', () => {
    const { traffic, lastMinute } = readTraffic(undefined, clock.now());
    expect(lastMinute).toEqual({ requests: 0, errors: 0, p50: null, p95: null });
    expect(new Set(traffic.steps.map(({ requests }) => requests))).toEqual(new Set([0]));
  });
});

describe('tails of logs', () => {
  const job = (text: string, id = '7'): NewLogEntry => ({
    logName: 'projects/1/logs/workerpool0-0',
    resource: { type: 'ml_job', labels: { job_id: id, project_id: '1' } },
    severity: 'INFO',
    textPayload: text,
  });

  function read(entries: readonly NewLogEntry[], source: string): string[] {
    const { logs } = createStore({ clock: new TestClock() });
    const tails = new LogTails();
    for (const entry of entries) {
      logs.append(entry);
      tails.follow(logs.list());
    }
    tails.follow(logs.list());
    return tails.of(source).map(({ text }) => text);
  }

  it('have every line once, by source', () => {
    const entries = [job('a'), job('other', '8'), job('b')];
    expect(read(entries, 'projects/1/jobs/7')).toEqual(['a', 'b']);
    expect(read(entries, 'projects/1/jobs/9')).toEqual([]);
  });

  it('have those of the servers of a deployed model', () => {
    const entry: NewLogEntry = {
      logName: 'projects/1/logs/aiplatform.googleapis.com%2Fprediction_container',
      resource: {
        type: 'aiplatform.googleapis.com/Endpoint',
        labels: { resource_container: '1', location: 'l', endpoint_id: 'e' },
      },
      labels: { deployed_model_id: 'd', model_id: 'm' },
      severity: 'INFO',
      textPayload: 'ready',
    };
    expect(read([entry], 'projects/1/locations/l/endpoints/e/deployedModels/d')).toEqual(['ready']);
  });

  it('keep the last lines, cut, without colours', () => {
    const many = Array.from({ length: 250 }, (_unused, index) => job(String(index)));
    expect(read(many, 'projects/1/jobs/7')).toEqual(
      Array.from({ length: 100 }, (_unused, index) => String(150 + index)),
    );
    const [long] = read([job('x'.repeat(9_999))], 'projects/1/jobs/7');
    expect(long).toBe(`${'x'.repeat(499)}…`);
    expect(read([job('\u001B[31mred\u001B[0m')], 'projects/1/jobs/7')).toEqual(['red']);
  });

  it('forget the program that began first when there are too many', () => {
    const entries = Array.from({ length: 501 }, (_unused, index) => job('a', String(index)));
    expect(read(entries, 'projects/1/jobs/0')).toEqual([]);
    expect(read(entries, 'projects/1/jobs/1')).toEqual(['a']);
  });

  it('tell a structured line by its message first', () => {
    const { textPayload: _none, ...entry } = job('');
    const payloads = [{ message: 'epoch', loss: 1 }, { message: 'done' }, { loss: 2 }];
    const entries = payloads.map((jsonPayload) => ({ ...entry, jsonPayload }));
    expect(read(entries, 'projects/1/jobs/7')).toEqual(['epoch {"loss":1}', 'done', '{"loss":2}']);
  });
});

describe('joined modules', () => {
  const files: Readonly<Record<string, string>> = {
    'a.ts': `import { type B, twice as double } from './b.ts';\nimport { own } from './c.ts';\nconst own2: B = 2;\nexport function run(out: { result: number }): void { out.result = double(own2) + own; }`,
    'b.ts': `import { own } from './c.ts';\nexport type B = number;\nconst name = own;\nexport function twice(value: B): B { return 2 * value + name - own; }`,
    'c.ts': `const name = 40;\nexport const own = name;`,
    'd.ts': 'export const run = () => `</script><!--`;',
  };
  const read = (file: string): string => files[file] ?? '';

  it('run as one script, each module with names of its own', () => {
    const out = { result: 0 };
    runInNewContext(joinModules('a.ts', 'run(out);', read), { out });
    expect(out.result).toBe(44);
  });

  it('may not end the element that they stand in', () => {
    expect(() => joinModules('d.ts', 'run();', read)).toThrow(/end its own element/);
  });
});
