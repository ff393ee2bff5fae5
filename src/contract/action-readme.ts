import { commentAction } from './comment-action.ts';
import { repositorySlug } from './coordinates.ts';
import {
  acceptsSentence,
  contractFileOf,
  defaultText,
  exampleText,
  generatedNotice,
} from './describe-input.ts';
import { fileInputs, type Input } from './input.ts';
import { markdownTable } from './markdown-table.ts';
import { sectionOf } from './naming.ts';
import type { Output } from './output.ts';
import { commentTokenPermissions, type Permission, stepTokenPermissions } from './permission.ts';
import { permissionTable, tokenPermissionTable } from './permission-tables.ts';
import { defaultConfig, shared } from './shared.ts';
import type { Step } from './step.ts';
import { stringify } from 'yaml';

/** `README.md` of a step's action. */
export function actionReadme(step: Step, permissions: readonly Permission[]): string {
  return `${[
    `<!-- ${generatedNotice(`${contractFileOf(step)} and permissions.ts beside it`)} -->`,
    '',
    `# ${step.name}`,
    '',
    step.summary,
    '',
    '## Usage',
    '',
    '```yaml',
    ...stepUsage(step),
    '```',
    '',
    `Each input may stand in \`${defaultConfig}\` instead, the shared ones at the top and the others under`,
    `\`${sectionOf(step.name)}\`. What is given here wins over the file, the file over environment variables, and`,
    'those over the default. An empty input counts as not given.',
    ...environmentNote(step),
    '',
    '## Inputs',
    '',
    ...inputTable(Object.entries(step.inputs).filter(([name]) => !Object.hasOwn(shared, name))),
    '',
    'Inputs that every step has:',
    '',
    ...inputTable(Object.entries(step.inputs).filter(([name]) => Object.hasOwn(shared, name))),
    ...ruleList(step),
    '',
    '## Outputs',
    '',
    ...outputTable(step.outputs),
    '',
    '## Permissions',
    '',
    ...tokenPermissionTable(stepTokenPermissions),
    '',
    'In Google Cloud, unless it runs on the embedded Vertex:',
    '',
    ...permissionTable(permissions),
    '',
    `[permissions.md](../../docs/permissions.md#${step.name}) has them as custom roles, and says what _inferred_ means.`,
  ].join('\n')}\n`;
}

/** `README.md` of the action that reports for a run that could not. */
export function commentActionReadme(): string {
  const { name, summary, inputs, outputs } = commentAction;
  return `${[
    `<!-- ${generatedNotice('src/contract/comment-action.ts')} -->`,
    '',
    `# ${name}`,
    '',
    summary,
    '',
    '## Usage',
    '',
    '```yaml',
    ...usage(name, { record: inputs.record.example }),
    '```',
    '',
    'It runs on `workflow_run`, when the workflow of a pull request has ended, after a step that downloads the',
    'artifact with the record of that run. A complete workflow is',
    '[pull-request-comment.yaml](../../examples/birdstrikes/workflows/pull-request-comment.yaml);',
    '[why there are two](../../docs/github-actions.md#pull-requests-from-forks).',
    '',
    '## Inputs',
    '',
    ...inputTable(Object.entries<Input>(inputs)),
    '',
    '## Outputs',
    '',
    ...outputTable(outputs),
    '',
    '## Permissions',
    '',
    ...tokenPermissionTable(commentTokenPermissions),
    '',
    'None in Google Cloud. The job checks nothing out and runs nothing of the pull request.',
  ].join('\n')}\n`;
}

function stepUsage(step: Step): string[] {
  const needed = fileInputs(step.inputs).filter(
    ([name, input]) => input.required && !Object.hasOwn(shared, name),
  );
  const given = Object.fromEntries(needed.map(([name, input]) => [name, exampleText(input) ?? '']));
  return usage(step.name, { config: defaultConfig, ...given });
}

function usage(action: string, given: Readonly<Record<string, unknown>>): string[] {
  const step = { uses: `${repositorySlug}/actions/${action}@FULL_COMMIT_SHA`, with: given };
  return stringify([step]).trimEnd().split('\n');
}

function environmentNote(step: Step): string[] {
  if (step.environment === undefined) return [];
  return [
    `This step works in \`environments.${step.environment}\` of the file where that differs from its top.`,
  ];
}

function inputTable(inputs: readonly (readonly [string, Input])[]): string[] {
  return markdownTable(
    ['Input', 'What it is', 'Default', 'Example'],
    inputs.map(([name, input]) => [
      `\`${name}\``,
      input.kind === 'secret' ? input.about : `${input.about} ${acceptsSentence(input)}`,
      input.required ? '_required_' : code(defaultText(input)),
      code(exampleText(input)),
    ]),
  );
}

function outputTable(outputs: Readonly<Record<string, Output>>): string[] {
  return markdownTable(
    ['Output', 'What it is'],
    Object.entries(outputs).map(([name, { about }]) => [`\`${name}\``, about]),
  );
}

function code(text: string | undefined): string {
  return text === undefined ? '' : `\`${text}\``;
}

function ruleList(step: Step): string[] {
  if (step.rules.length === 0) return [];
  return ['', 'What must hold between them:', '', ...step.rules.map(({ says }) => `- ${says}`)];
}
