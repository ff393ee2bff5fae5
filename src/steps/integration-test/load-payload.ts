import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Files } from '../../ports/files.ts';
import type { Json } from '../../release/json.ts';
import { isKind, type SuiteCase } from './suite-case.ts';

const problemsListed = 20;

/**
 * Instances that the load sends: a JSON Lines file with one a line, or those of the golden cases.
 * @throws ReleaseError FILE_UNREADABLE, INPUT_INVALID with the lines that are no JSON.
 */
export async function readPayload(
  path: string | undefined,
  suite: readonly SuiteCase[],
  files: Files,
): Promise<readonly Json[]> {
  const instances = path === undefined ? goldenInstances(suite) : await readLines(path, files);
  if (instances.length > 0) return instances;
  throw new ReleaseError('INPUT_INVALID', 'there is no instance for the load to send', {
    mend: 'Give integration_test.load_payload, or golden cases in the suite.',
  });
}

export function goldenInstances(suite: readonly SuiteCase[]): Json[] {
  return suite.filter(isKind('golden')).map(({ instance }) => instance);
}

async function readLines(path: string, files: Files): Promise<Json[]> {
  const text = await files.read(path);
  if (text === undefined) {
    throw new ReleaseError(
      'FILE_UNREADABLE',
      `integration_test.load_payload: ${path} does not exist`,
    );
  }
  const problems: Problem[] = [];
  const instances: Json[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      instances.push(JSON.parse(line) as Json);
    } catch {
      const where = `${path}:${index + 1}`;
      problems.push({ where, expected: 'an instance as JSON', found: line.slice(0, 80) });
    }
  }
  if (problems.length === 0) return instances;
  throw new ReleaseError('INPUT_INVALID', `${path} has ${problems.length} lines that are no JSON`, {
    problems: problems.slice(0, problemsListed),
  });
}
