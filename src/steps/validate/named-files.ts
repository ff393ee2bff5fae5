import { readYaml } from '../../contract/yaml-document.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Files } from '../../ports/files.ts';
import type { NamedFile } from '../../ports/ports.ts';

/** What is wrong with the files that the configuration names: missing ones, and YAML or JSON that is none. */
export async function fileProblems(named: readonly NamedFile[], files: Files): Promise<Problem[]> {
  const found = await Promise.all(named.map((one) => problemsOf(one, files)));
  return found.flat();
}

async function problemsOf({ where, path }: NamedFile, files: Files): Promise<Problem[]> {
  const text = await files.read(path);
  if (text === undefined) return [{ where, expected: 'a file that exists', found: path }];
  if (/\.ya?ml$/i.test(path)) return yamlProblems(text, where, path);
  if (/\.jsonl$/i.test(path)) return jsonLineProblems(text, where, path);
  if (/\.json$/i.test(path) && !isJson(text)) {
    return [{ where, expected: 'a file with JSON', found: path }];
  }
  return [];
}

function yamlProblems(text: string, where: string, path: string): Problem[] {
  return readYaml(text, path).problems.map((problem) => ({
    ...problem,
    where: `${where} (${problem.where})`,
  }));
}

function jsonLineProblems(text: string, where: string, path: string): Problem[] {
  return text.split('\n').flatMap((line, index) =>
    line.trim() === '' || isJson(line)
      ? []
      : [
          {
            where: `${where} (${path}:${index + 1})`,
            expected: 'one JSON value',
            found: line.slice(0, 60),
          },
        ],
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // The caller says so, with the place.
    return false;
  }
}
