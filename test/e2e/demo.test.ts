import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.vertex-release/demo');
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

interface Summary {
  duration_s: number;
  releases: {
    name: string;
    outcome: string;
    steps: Record<string, { verdict: string }>;
    traffic: { split: Record<string, number> }[];
    canary: { decision: string; exposed_requests: number };
  }[];
  background: { requests: number; failed: number; failed_by_train: number };
}

describe('npm run demo', () => {
  let code: number | null;
  let story = '';
  let summary: Summary;
  beforeAll(async () => {
    const child = spawn(process.execPath, ['scripts/demo/main.ts'], { cwd: root });
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (story += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (story += chunk));
    [code] = (await once(child, 'close')) as [number | null];
    summary = readJson(join(folder, 'summary.json')) as Summary;
  }, 180_000);

  it('ends green', () => {
    expect(story).toMatch(/Green: v3 was caught/);
    expect(code).toBe(0);
  });

  it('writes a summary that keeps its schema', () => {
    const ajv = new Ajv2020({ allErrors: true, formats: { 'date-time': true } });
    const schema = readJson(join(root, 'scripts/demo/summary.schema.json')) as object;
    ajv.validate(schema, summary);
    expect(ajv.errors ?? []).toEqual([]);
  });

  it('bootstraps v1, promotes v2 and rolls v3 back', () => {
    expect(summary.releases.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'v1 bootstrapped',
      'v2 promoted',
      'v3 rolled_back',
    ]);
    const [, , v3] = summary.releases;
    expect(v3?.steps['register']?.verdict).toBe('pass');
    expect(v3?.steps['integration-test']?.verdict).toBe('pass');
    expect(v3?.canary.decision).toBe('roll_back');
  });

  it('gives all traffic back, and every split that was seen adds up to 100', () => {
    const splits = summary.releases.flatMap(({ traffic }) => traffic.map(({ split }) => split));
    const sums = splits.map((split) => Object.values(split).reduce((a, b) => a + b, 0));
    expect(sums.length).toBeGreaterThan(5);
    expect(new Set(sums)).toEqual(new Set([100]));
    const [v2, v3] = summary.releases.slice(1);
    expect(v3?.traffic.at(-1)?.split).toEqual(v2?.traffic.at(-1)?.split);
  });

  it('loses no prediction', () => {
    expect(summary.background.requests).toBeGreaterThan(1_000);
    expect(summary.background.failed_by_train).toBe(0);
  });

  it('leaves what the pull request of the last release would show', () => {
    expect(readFileSync(join(folder, 'comment.md'), 'utf8')).toMatch(/^## .*Rolled back.*emulated/);
  });

  it('leaves a record of each release', () => {
    for (const name of ['v1', 'v2', 'v3']) {
      expect(readJson(join(folder, `record-${name}.json`))).toMatchObject({ emulated: true });
    }
  });
});
