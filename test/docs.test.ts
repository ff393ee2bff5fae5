import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { parseFlags } from '../src/contract/flags.ts';
import { shared } from '../src/contract/shared.ts';
import { commandNames, commandOf, inputsOfCommand } from '../src/entry/command.ts';
import { version } from '../src/entry/version.ts';

const root = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'examples/birdstrikes/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('links only to files that exist', () => {
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^https?:/.test(target));
    const missing = targets.filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  it('shows only command lines that parse', () => {
    const wrong = commandLines(text).flatMap((line) => {
      const [word, ...rest] = line.split(/\s+/);
      const command = commandOf(word);
      if (command.kind === 'unknown') return [`${line}: no such command`];
      if (command.kind !== 'step' && command.kind !== 'run' && command.kind !== 'status') return [];
      const { problems } = parseFlags(rest, inputsOfCommand(command), ['json', 'help', 'markdown']);
      return problems.map((problem) => `${line}: ${problem.where} ${problem.expected}`);
    });
    expect(wrong).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('the README', () => {
  it.each(['github-workflow.yaml', 'cloudbuild.yaml'])('shows %s as it is', (file) => {
    expect(read('README.md')).toContain(read(join('examples/birdstrikes', file)));
  });

  it('uses only shared inputs with the root action', () => {
    const workflow = parseYaml(read('examples/birdstrikes/github-workflow.yaml')) as Workflow;
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    const ours = steps.filter((step) => step.uses?.startsWith('vertex-release/'));
    expect(ours).toHaveLength(1);
    for (const step of ours)
      expect(Object.keys(shared)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
  });

  it('gives Cloud Build a command line that parses', () => {
    const build = parseYaml(read('examples/birdstrikes/cloudbuild.yaml')) as {
      steps: { args: string[] }[];
    };
    const [word, ...rest] = build.steps[0]?.args ?? [];
    expect(commandNames).toContain(word);
    expect(parseFlags(rest, inputsOfCommand(commandOf(word))).problems).toEqual([]);
  });
});

it('has one version', () => {
  expect(version).toBe((JSON.parse(read('package.json')) as { version: string }).version);
});

interface Workflow {
  jobs: Record<string, { steps: { uses?: string; with?: Record<string, unknown> }[] }>;
}

/** What follows `vertex-release` or the path of the bundled CLI in code of a page. */
function commandLines(text: string): string[] {
  const code = [...text.matchAll(/```(?:sh|console)?\n([\s\S]*?)```|`([^`\n]+)`/g)].flatMap(
    ([, block, inline]) => (block ?? inline ?? '').split('\n'),
  );
  return code.flatMap((line) => {
    const match = /^(?:\$ )?(?:node dist\/cli\/index\.js|vertex-release) ([a-z-]+.*)$/.exec(
      line.trim(),
    );
    return match?.[1] === undefined ? [] : [match[1]];
  });
}
