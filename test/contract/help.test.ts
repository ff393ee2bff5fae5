import { describe, expect, it } from '@jest/globals';
import { defaultText } from '../../src/contract/describe-input.ts';
import { helpText } from '../../src/contract/help.ts';
import { publicInputs } from '../../src/contract/input.ts';
import { flagOf } from '../../src/contract/naming.ts';
import { shared } from '../../src/contract/shared.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';

describe('--help of a command with shared inputs only', () => {
  it('has no section of its own', () => {
    const help = helpText({ name: 'run', summary: 'Run the train.', inputs: shared, rules: [] });
    expect(help).toContain(
      'Usage: vertex-release run [flags]\n\nInputs of every step:\n  --config',
    );
  });
});

describe.each(allSteps.map((step) => [step.name, step] as const))('--help of %s', (_, step) => {
  const help = helpText(step, { json: 'Print the result object alone on stdout.' });

  it('is at most 100 columns wide, without spaces at line ends', () => {
    const lines = help.split('\n');
    expect(lines.filter((line) => [...line].length > 100)).toEqual([]);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  });

  it('has every flag once, at the start of a line', () => {
    const flags = help
      .match(/^ {2}--[[\]a-z-]+/gm)
      ?.map((flag) => flag.trim().replace('[no-]', ''));
    const expected = publicInputs(step.inputs).map(([name]) => flagOf(name));
    expect(flags?.toSorted()).toEqual([...expected, '--json'].toSorted());
  });

  it('names no flag for a secret, only its variable', () => {
    expect(help).not.toContain('--github-token');
    expect(help).toMatch(/^ {2}GITHUB_TOKEN /m);
  });

  it('begins all descriptions in one column', () => {
    const indents = help
      .split('\n')
      .filter((line) => /^ {5,}\S/.test(line))
      .map((line) => line.search(/\S/));
    expect(new Set(indents)).toEqual(new Set([30]));
  });

  it('tells defaults and what is required', () => {
    const entries = help.split(/^ {2}(?=--)/m);
    for (const [name, input] of publicInputs(step.inputs)) {
      const isOwn = new RegExp(`^--(\\[no-\\])?${flagOf(name).slice(2)}[=\\s]`);
      const own = entries.find((entry) => isOwn.test(entry))?.replace(/\s+/g, ' ') ?? '';
      const standard = defaultText(input);
      expect(own.includes('(required)')).toBe(input.required);
      expect(own.match(/\(default: (.*)\)/)?.[1]).toBe(standard);
    }
  });
});
