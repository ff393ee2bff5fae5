import { contractFileOf, describeInput, generatedNotice } from './describe-input.ts';
import type { Input } from './input.ts';
import type { Output } from './output.ts';
import type { Step } from './step.ts';
import { wrapText } from './wrap.ts';

/**
 * `action.yml` of a step. Its inputs carry no `default`: the runner would hand a default over as
 * if the workflow had given it, and it would win over the configuration file. For the same reason
 * nothing is `required` here: the file or the environment may give it.
 */
export function actionYml(step: Step): string {
  const lines = [
    `# ${generatedNotice(contractFileOf(step))}`,
    `name: 'Vertex Release: ${step.name}'`,
    'description: >-',
    ...indented(wrapText(step.summary, 96), 2),
    "author: 'vertex-release'",
    'branding:',
    '  icon: git-merge',
    '  color: blue',
    'inputs:',
    ...Object.entries(step.inputs).flatMap(([name, input]) => inputLines(step, name, input)),
    'outputs:',
    ...Object.entries(step.outputs).flatMap(([name, one]) => outputLines(name, one)),
    'runs:',
    '  using: node24',
    `  main: ../../dist/actions/${step.name}/index.js`,
  ];
  return `${lines.join('\n')}\n`;
}

function inputLines(step: Step, name: string, input: Input): string[] {
  const facts = describeInput(step, name, input).flatMap((fact) => wrapText(fact, 94));
  const standard = actionDefaultOf(input);
  return [
    `  ${name}:`,
    '    description: |-',
    ...indented(facts, 6),
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
