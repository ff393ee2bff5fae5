import { parse } from 'yaml';
import { repositorySlug } from '../../../src/contract/coordinates.ts';
import { type Case, refusal } from '../harness/case.ts';
import { fencedYaml } from '../sources/fenced-yaml.ts';
import { actionFiles, documents, type Source, workflowFiles } from '../sources/repository.ts';
import { valuesUnder } from '../sources/walk.ts';

const bad = `steps:
  - uses: actions/checkout@v5
  - run: echo \${{ inputs.name }}
`;
const sample: Source = { path: 'sample', line: 1, text: bad };

/** What readers copy: actions by their commit, and no expressions in scripts. */
export function pageCases(): readonly Case[] {
  const sources = [...actionFiles(), ...workflowFiles(), ...documents().flatMap(fencedYaml)];
  return [
    refusal('references: refuses a tag', /by its commit/, () => unpinned(sample)),
    refusal('scripts: refuses an expression', /through env/, () => expressions(sample)),
    {
      name: `references: by commit or ours, in ${sources.length} actions, workflows and blocks`,
      run: () => sources.flatMap(unpinned),
    },
    {
      name: `scripts: no expressions, in ${sources.length} actions, workflows and blocks`,
      run: () => sources.flatMap(expressions),
    },
  ];
}

function unpinned(source: Source): readonly string[] {
  return [...valuesUnder(parse(source.text), ['uses'])]
    .filter(({ value }) => typeof value === 'string' && !isOurs(value) && !isPinned(value))
    .map(({ value }) => `${whereIs(source, String(value))}: ${value} is not named by its commit`);
}

function isOurs(reference: string): boolean {
  const [action = ''] = reference.split('@');
  return (
    /^(\.|\$)\//.test(action) ||
    action === repositorySlug ||
    action.startsWith(`${repositorySlug}/`)
  );
}

function isPinned(reference: string): boolean {
  return /@[0-9a-f]{40}$/.test(reference) || /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(reference);
}

function expressions(source: Source): readonly string[] {
  return [...valuesUnder(parse(source.text), ['run', 'script'])]
    .filter(({ value }) => typeof value === 'string' && value.includes('${{'))
    .map(({ path }) => {
      const where = whereIs(source, '${{');
      return `${where}: ${path.join('.')} has an expression; hand it through env`;
    });
}

function whereIs({ path, line, text }: Source, part: string): string {
  const before = text.slice(0, Math.max(0, text.indexOf(part))).split('\n').length - 1;
  return `${path}:${line + before}`;
}
