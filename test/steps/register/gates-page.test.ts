import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../src/contract/config.ts';
import { parseInputs } from '../../../src/contract/parse.ts';
import { parseAggregates } from '../../../src/evaluation/aggregates.ts';
import { describeProblem } from '../../../src/errors/problem.ts';
import { register } from '../../../src/steps/register/contract.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/gates.md'), 'utf8');
const top =
  'apiVersion: vertex-release/v1\nproject_id: acme-ml\nregion: us-central1\nmodel: birds\nbucket: releases\n';

function blocks(language: string): string[] {
  const fenced = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g');
  return [...page.matchAll(fenced)].map(([, text = '']) => text);
}

describe('the page about gates', () => {
  it.each(blocks('yaml'))('shows a configuration that is read: %s', (text) => {
    const config = parseConfig(top + text, { name: 'page.yaml', folder: '/page' }, [register]);
    expect(config.problems.map(describeProblem)).toEqual([]);
    const sources = {
      explicit: {},
      spelling: 'flag',
      config,
      environment: {},
      workingFolder: '/page',
    } as const;
    expect(parseInputs(register, sources).inputs.rules.length).toBeGreaterThan(0);
  });

  it.each(blocks('json'))('shows metrics that are read: %s', (text) => {
    expect(parseAggregates(text, 'page').unknown).toEqual([]);
  });

  it('shows rules in its words that are read', () => {
    const rules = [...page.matchAll(/`([^`\n]+ (?:[<>]=?|[=!]=) [^`\n]+)`/g)].map(
      ([, rule = '']) => rule,
    );
    const text = `${top}register: { rules: ${JSON.stringify(rules.filter((rule) => !rule.startsWith('<')))} }`;
    const config = parseConfig(text, { name: 'page.yaml', folder: '/page' }, [register]);
    expect(config.problems.map(describeProblem)).toEqual([]);
    expect(rules.length).toBeGreaterThanOrEqual(3);
  });
});
