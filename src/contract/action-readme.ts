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
import { defaultConfig, shared } from './shared.ts';
import type { Step } from './step.ts';
import { stringify } from 'yaml';

/** `README.md` of a step's action. */
export function actionReadme(step: Step): string {
  return `${[
    `<!-- ${generatedNotice(contractFileOf(step))} -->`,
    '',
    `# ${step.name}`,
    '',
    step.summary,
    '',
    '## Usage',
    '',
    '```yaml',
    ...usage(step),
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
    ...markdownTable(
      ['Output', 'What it is'],
      Object.entries(step.outputs).map(([name, { about }]) => [`\`${name}\``, about]),
    ),
  ].join('\n')}\n`;
}

function usage(step: Step): string[] {
  const needed = fileInputs(step.inputs).filter(
    ([name, input]) => input.required && !Object.hasOwn(shared, name),
  );
  const given = Object.fromEntries(needed.map(([name, input]) => [name, exampleText(input) ?? '']));
  const action = {
    uses: `${repositorySlug}/actions/${step.name}@FULL_COMMIT_SHA`,
    with: { config: defaultConfig, ...given },
  };
  return stringify([action]).trimEnd().split('\n');
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

function code(text: string | undefined): string {
  return text === undefined ? '' : `\`${text}\``;
}

function ruleList(step: Step): string[] {
  if (step.rules.length === 0) return [];
  return ['', 'What must hold between them:', '', ...step.rules.map(({ says }) => `- ${says}`)];
}
