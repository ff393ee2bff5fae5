import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one step wrote into the files of the runner. */
export interface FileCommands {
  outputs: Record<string, string>;
  env: Record<string, string>;
  state: Record<string, string>;
  path: string[];
  summary: string;
  /** What the runner says of files that it cannot take. */
  problems: string[];
}

const names = ['OUTPUT', 'ENV', 'STATE', 'PATH', 'STEP_SUMMARY'] as const;
const summaryLimit = 1_048_576;
const outputsLimit = 1_048_576;

/** Fresh, empty files for a step, by the variables that name them. */
export function commandFiles(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(
    names.map((name) => {
      const file = join(folder, name.toLowerCase());
      writeFileSync(file, '');
      return [`GITHUB_${name}`, file];
    }),
  );
}

export function readCommandFiles(files: Readonly<Record<string, string>>): FileCommands {
  const problems: string[] = [];
  const textOf = (name: (typeof names)[number]) =>
    readFileSync(files[`GITHUB_${name}`] ?? '', 'utf8');
  const pairs = (name: 'OUTPUT' | 'ENV' | 'STATE') => {
    try {
      return keyValues(textOf(name));
    } catch (error) {
      problems.push(`Unable to process file command '${name}': ${String(error)}`);
      return {};
    }
  };
  const summaryFile = files['GITHUB_STEP_SUMMARY'] ?? '';
  const size = statSync(summaryFile).size;
  if (size > summaryLimit) problems.push(`the summary has ${size} bytes`);
  const outputs = pairs('OUTPUT');
  const outputSize = Object.values(outputs).join('').length * 2;
  if (outputSize > outputsLimit) problems.push(`the outputs have ${outputSize} bytes`);
  return {
    outputs,
    env: pairs('ENV'),
    state: pairs('STATE'),
    path: textOf('PATH')
      .split('\n')
      .filter((line) => line !== ''),
    summary: size > summaryLimit ? '' : readFileSync(summaryFile, 'utf8'),
    problems,
  };
}

/** `NAME=VALUE` and `NAME<<DELIMITER`, `VALUE` lines, `DELIMITER`. */
function keyValues(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      found[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc > 0) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter);
      if (delimiter === '' || end < 0) throw new Error(`Matching delimiter not found ${delimiter}`);
      found[line.slice(0, heredoc)] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
    } else throw new Error(`Invalid format ${line}`);
  }
  return found;
}
