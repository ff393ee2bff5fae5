import { parse } from 'yaml';
import { type Case, refusal } from '../harness/case.ts';
import {
  actionFiles,
  buildFiles,
  filesLike,
  type Source,
  workflowFiles,
} from '../sources/repository.ts';
import { type Found, valuesUnder } from '../sources/walk.ts';
import { shellcheckRemarks } from '../tools/shellcheck.ts';

interface Script {
  where: string;
  text: string;
  shell?: 'bash' | 'sh';
}

/** Shell code, in files and in YAML, by shellcheck. */
export function scriptCases(): readonly Case[] {
  const yaml = [...actionFiles(), ...workflowFiles(), ...buildFiles()];
  const files = filesLike('.ci/*', '{scripts,examples,cloudbuild,bench}/**/*.sh');
  const scripts = [
    ...yaml.flatMap(embeddedScripts),
    ...files.map(({ path, text }): Script => ({ where: path, text })),
  ];
  return [
    refusal('shellcheck: refuses an unquoted variable', /SC2086/, () =>
      shellcheckRemarks('rm $1', 'sample', 'sh'),
    ),
    ...scripts.map(({ where, text, shell }) => ({
      name: `shellcheck: ${where}`,
      run: () => shellcheckRemarks(text, where, shell),
    })),
  ];
}

function embeddedScripts(source: Source): readonly Script[] {
  const document: unknown = parse(source.text);
  return [...valuesUnder(document, ['run', 'script'])]
    .filter(({ value, path }) => typeof value === 'string' && path.includes('steps'))
    .flatMap(({ path, value }) => {
      const shell = shellOf(document, path);
      if (shell === undefined) return [];
      return [{ where: `${source.path} ${path.join('.')}`, text: String(value), shell }];
    });
}

/** The shell of a script; undefined when it is none that shellcheck knows. */
function shellOf(document: unknown, path: Found['path']): 'bash' | 'sh' | undefined {
  const named = [path.slice(0, -1), path.slice(0, -3), []]
    .map((place) => at(document, place))
    .flatMap((holder) => [at(holder, ['shell']), at(holder, ['defaults', 'run', 'shell'])])
    .find((shell) => typeof shell === 'string');
  const isBuild = path[0] === 'steps';
  const [program] = String(named ?? (isBuild ? 'sh' : 'bash')).split(' ');
  return program === 'bash' || program === 'sh' ? program : undefined;
}

function at(value: unknown, path: Found['path']): unknown {
  return path.reduce<unknown>(
    (holder, key) =>
      typeof holder === 'object' && holder !== null
        ? (holder as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
