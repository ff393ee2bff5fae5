import { commentAction } from './comment-action.ts';
import {
  acceptsSentence,
  contractFileOf,
  describeInput,
  exampleText,
  generatedNotice,
} from './describe-input.ts';
import type { Input } from './input.ts';
import type { Output } from './output.ts';
import { sharedOutputs } from './shared.ts';
import type { Step } from './step.ts';
import { wrapText } from './wrap.ts';

/**
 * `action.yml` of a step. Its inputs carry no `default`: the runner would hand a default over as
 * if the workflow had given it, and it would win over the configuration file. For the same reason
 * nothing is `required` here: the file or the environment may give it.
 */
export function actionYml(step: Step): string {
  return document(contractFileOf(step), `Vertex Release: ${step.name}`, step.summary, [
    'inputs:',
    ...inputLinesOf(step),
    'outputs:',
    ...Object.entries(step.outputs).flatMap(([name, one]) => outputLines(name, one)),
    ...scriptLines(step.name),
  ]);
}

/** `action.yml` of the action that reports for a run that could not. */
export function commentActionYml(): string {
  const { name, summary, inputs, outputs } = commentAction;
  const source = 'src/contract/comment-action.ts';
  return document(source, `Vertex Release: ${name}`, summary, [
    'inputs:',
    ...Object.entries<Input>(inputs).flatMap(([inputName, input]) => [
      ...inputLines(inputName, input, [
        input.about,
        ...(input.kind === 'secret' ? [] : [acceptsSentence(input)]),
        ...(input.example === undefined ? [] : [`Example: ${exampleText(input)}`]),
      ]),
    ]),
    'outputs:',
    ...Object.entries(outputs).flatMap(([outputName, one]) => outputLines(outputName, one)),
    ...scriptLines(name),
  ]);
}

/**
 * `action.yml` of the whole train, at the root: every step's action in order, each only when the
 * one before it is done. `$/` is the repository of this file at the commit in use, so that nobody
 * has to pin the steps besides the train. All but the shared inputs come from the configuration
 * file.
 */
export function trainActionYml(
  steps: readonly Step[],
  inputs: Readonly<Record<string, Input>>,
): string {
  const [first, ...rest] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a train without steps');
  const summary = `The whole train: ${steps.map((step) => step.name).join(', ')}.`;
  const carrier: Step = { ...first, inputs };
  return document('src/contract/action-yml.ts', 'Vertex Release', summary, [
    '# "$/" needs runner 2.336 or newer, and GitHub Enterprise Server has none that knows it: there,',
    '# use the actions of the steps one after the other.',
    'inputs:',
    ...inputLinesOf(carrier),
    'outputs:',
    ...Object.entries(last.outputs).flatMap(([name, one]) => [
      ...outputLines(name, one),
      `    value: ${expression(lastOf(name, steps))}`,
    ]),
    'runs:',
    '  using: composite',
    '  steps:',
    ...trainStepLines(first, undefined, inputs),
    ...rest.flatMap((step, index) => trainStepLines(step, steps[index], inputs)),
  ]);
}

function trainStepLines(
  step: Step,
  before: Step | undefined,
  inputs: Readonly<Record<string, Input>>,
): string[] {
  const given = Object.keys(inputs).filter((name) => Object.hasOwn(step.inputs, name));
  return [
    `    - id: ${idOf(step)}`,
    ...(before === undefined ? [] : [`      if: ${conditionAfter(before)}`]),
    `      uses: $/actions/${step.name}`,
    '      with:',
    ...given.map((name) => `        ${name}: ${expression(sourceOf(name, before))}`),
  ];
}

/** The first step finds or opens the release; the others work on that very one. */
function sourceOf(input: string, before: Step | undefined): string {
  return input === 'release' && before !== undefined
    ? 'steps.validate.outputs.release'
    : `inputs.${input}`;
}

/** `validate` makes nothing, so a dry run goes on after it; after any other it has no ground. */
function conditionAfter(before: Step): string {
  const state = `steps.${idOf(before)}.outputs.state`;
  return before.name === 'validate'
    ? expression(`${state} == 'done' || ${state} == 'planned'`)
    : expression(`${state} == 'done'`);
}

/** Of what every step tells, that of the last one that ran; else that of the last of all. */
function lastOf(output: string, steps: readonly Step[]): string {
  const tellers = Object.hasOwn(sharedOutputs, output) ? steps : steps.slice(-1);
  return tellers
    .toReversed()
    .map((step) => `steps.${idOf(step)}.outputs.${output}`)
    .join(' || ');
}

function idOf(step: Step): string {
  return step.name.replaceAll('-', '_');
}

function expression(text: string): string {
  return `\${{ ${text} }}`;
}

function document(source: string, name: string, summary: string, body: readonly string[]): string {
  const lines = [
    `# ${generatedNotice(source)}`,
    `name: '${name}'`,
    'description: >-',
    ...indented(wrapText(summary, 96), 2),
    "author: 'vertex-release'",
    'branding:',
    '  icon: git-merge',
    '  color: blue',
    ...body,
  ];
  return `${lines.join('\n')}\n`;
}

function scriptLines(name: string): string[] {
  return ['runs:', '  using: node24', `  main: ../../dist/actions/${name}/index.js`];
}

function inputLinesOf(step: Step): string[] {
  return Object.entries(step.inputs).flatMap(([name, input]) =>
    inputLines(name, input, describeInput(step, name, input)),
  );
}

function inputLines(name: string, input: Input, facts: readonly string[]): string[] {
  const standard = actionDefaultOf(input);
  return [
    `  ${name}:`,
    '    description: |-',
    ...indented(
      facts.flatMap((fact) => wrapText(fact, 94)),
      6,
    ),
    '    required: false',
    ...(standard === undefined ? [] : [`    default: ${standard}`]),
  ];
}

/** Secrets have no place in the file, so a default of the runner cannot outdo one. */
function actionDefaultOf(input: Input & { actionDefault?: string }): string | undefined {
  return input.kind === 'secret' ? input.actionDefault : undefined;
}

function outputLines(name: string, { about }: Output): string[] {
  return [`  ${name}:`, '    description: |-', ...indented(wrapText(about, 94), 6)];
}

function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}
