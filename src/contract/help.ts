import { coordinates } from './coordinates.ts';
import { defaultText, exampleText } from './describe-input.ts';
import { type Input, type KindName, publicInputs } from './input.ts';
import { flagOf, sectionOf } from './naming.ts';
import { defaultConfig, shared } from './shared.ts';
import type { Step } from './step.ts';
import { wrapText } from './wrap.ts';

const width = 100;
const column = 30;

/** A command with inputs: a step, or `run` with those that all steps share. */
export type Command = Pick<Step, 'summary' | 'inputs' | 'rules'> & { readonly name: string };

/** `--help` of a command, at most 100 columns wide. `switches`: what further flags do. */
export function helpText(step: Command, switches: Readonly<Record<string, string>> = {}): string {
  const inputs = publicInputs(step.inputs);
  const own = inputs.filter(([name]) => !Object.hasOwn(shared, name));
  const common = inputs.filter(([name]) => Object.hasOwn(shared, name));
  return `${[
    ...wrapText(step.summary, width),
    '',
    `Usage: ${coordinates.npmPackage} ${step.name} [flags]`,
    ...inputLines(
      `Inputs of ${step.name} (under ${sectionOf(step.name)} in ${defaultConfig}):`,
      own,
    ),
    ...inputLines('Inputs of every step:', common),
    ...switchLines(switches),
    ...ruleLines(step),
    ...variableLines(step),
    '',
    ...wrapText(
      `A flag wins over ${defaultConfig}, the file over variables, and those over the default. ` +
        'An empty value counts as not given.',
      width,
    ),
  ].join('\n')}\n`;
}

function inputLines(title: string, inputs: readonly (readonly [string, Input])[]): string[] {
  if (inputs.length === 0) return [];
  const entries = inputs.map(([name, input]) =>
    entry(flagWithValue(name, input), aboutInput(input)),
  );
  return ['', title, ...entries.flat()];
}

/** `--max-replica-count=N`, `--[no-]dry-run`. */
function flagWithValue(name: string, input: Input): string {
  if (input.kind === 'boolean') return flagOf(name).replace('--', '--[no-]');
  return `${flagOf(name)}${placeholderOf(input)}`;
}

function placeholderOf(input: Input): string {
  if (input.kind !== 'choice') return placeholders[input.kind];
  const words = input.expected.replace(/^one of /, '').replaceAll(', ', '|');
  return `=${words}`;
}

const placeholders: Readonly<Record<KindName, string>> = {
  text: '=TEXT',
  choice: '=WORD',
  image: '=IMAGE',
  secret: '',
  boolean: '',
  integer: '=N',
  number: '=X',
  percent: '=PERCENT',
  percents: '=P,P,…',
  duration: '=TIME',
  path: '=FILE',
  location: '=PATH',
  list: '=A,B,…',
  key_values: '=KEY=VALUE,…',
  structured: '=YAML|FILE',
};

function aboutInput(input: Input): string {
  const standard = defaultText(input);
  const example = exampleText(input);
  const isShort = example !== undefined && example.length <= 60;
  const hint = standard === undefined && isShort ? example : undefined;
  const facts = [
    input.about.replaceAll('`', ''),
    ...(input.unit === undefined ? [] : [`Unit: ${input.unit}.`]),
    ...(input.required ? ['(required)'] : []),
    ...(standard === undefined ? [] : [`(default: ${standard})`]),
    ...(hint === undefined ? [] : [`(example: ${hint})`]),
  ];
  return facts.join(' ');
}

function switchLines(switches: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(switches);
  if (entries.length === 0) return [];
  return ['', 'Further flags:', ...entries.flatMap(([name, about]) => entry(`--${name}`, about))];
}

function ruleLines(step: Command): string[] {
  if (step.rules.length === 0) return [];
  const lines = step.rules.flatMap(({ says }) => {
    const [first = '', ...rest] = wrapText(says, width - 4);
    return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  return ['', 'What must hold between inputs:', ...lines];
}

function variableLines(step: Command): string[] {
  const lines = Object.entries(step.inputs)
    .filter(([, input]) => input.environment.length > 0)
    .flatMap(([name, input]) =>
      entry(
        input.environment.join(', '),
        input.kind === 'secret' ? input.about : `Stands in for ${flagOf(name)}.`,
      ),
    );
  return lines.length === 0 ? [] : ['', 'Environment variables:', ...lines];
}

/** A name and what it is in two columns; a long name has a line of its own. */
function entry(name: string, about: string): string[] {
  const lines = wrapText(about, width - column);
  const left = `  ${name}`;
  const margin = ' '.repeat(column);
  const [first = '', ...rest] = lines;
  if (left.length + 2 > column) return [left, ...lines.map((line) => margin + line)];
  return [left.padEnd(column) + first, ...rest.map((line) => margin + line)];
}
