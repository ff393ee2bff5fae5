import { parse } from 'yaml';
import { type Case, refusal } from '../harness/case.ts';
import { fencedYaml } from '../sources/fenced-yaml.ts';
import { documents, root, type Source, workflowFiles } from '../sources/repository.ts';
import { actionlintRemarks } from '../tools/actionlint.ts';
import { jsonSchemaRemarks } from '../tools/check-jsonschema.ts';
import { githubRemarks } from '../tools/github-language-service.ts';

const badWorkflow = `on: pull_request
jobs:
  job:
    runs-on: ubuntu-latest
    needs: other
    steps:
      - run: echo "\${{ github.event.pull_request.title }}"
`;
const sample: Source = { path: 'sample', line: 1, text: badWorkflow };

const frame = `on: push
jobs:
  job:
    runs-on: ubuntu-latest
`;

/** Workflows, in files and in pages, by GitHub's own parser, SchemaStore's schema and actionlint. */
export function workflowCases(): readonly Case[] {
  const files = workflowFiles();
  const shown = documents().flatMap(fencedYaml).flatMap(asWorkflow);
  const workflows = [...files.map((source) => ({ name: source.path, source })), ...shown];
  return [
    refusal('GitHub language service: refuses a workflow that needs an unknown job', /other/, () =>
      githubRemarks(sample, 'workflow'),
    ),
    refusal('actionlint: refuses a title in a script', /untrusted/, () =>
      actionlintRemarks(sample),
    ),
    ...workflows.flatMap(({ name, source }) => [
      {
        name: `GitHub language service: ${name}`,
        run: () => githubRemarks(source, 'workflow'),
      },
      { name: `actionlint: ${name}`, run: () => actionlintRemarks(source) },
    ]),
    {
      name: 'SchemaStore github-workflow: all workflow files',
      run: () => {
        const paths = files.map(({ path }) => path);
        return jsonSchemaRemarks({ builtin: 'vendor.github-workflows' }, paths, root);
      },
    },
  ];
}

/** A block as a workflow of its own: it is one, or a job, or a list of steps. */
function asWorkflow(block: Source): readonly { name: string; source: Source }[] {
  const name = `${block.path}, block at ${block.line}`;
  const value: unknown = parse(block.text);
  if (isMapping(value) && Object.hasOwn(value, 'jobs')) return [{ name, source: block }];
  if (!usesSomething(value)) return [];
  const head = Array.isArray(value) ? `${frame}    steps:\n` : frame;
  const indent = Array.isArray(value) ? '      ' : '    ';
  const text = head + block.text.replace(/^(?=.)/gm, indent);
  const line = block.line - head.split('\n').length + 1;
  return [{ name, source: { path: block.path, line, text } }];
}

function usesSomething(value: unknown): boolean {
  const steps: unknown = isMapping(value) ? value['steps'] : value;
  return Array.isArray(steps) && steps.some((step) => isMapping(step) && 'uses' in step);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
