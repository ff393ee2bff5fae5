import { dirname, isAbsolute, join } from 'node:path';
import { ReleaseError } from '../../errors/error.ts';
import type { Files } from '../../ports/files.ts';
import { parseLines, parseYamlSuite, type SuiteFile, wholeSuite } from './suite.ts';
import type { SuiteCase } from './suite-case.ts';

/**
 * The cases of a suite and of the files that it includes: YAML by the ending of the name, JSON Lines
 * otherwise. An included file includes no other.
 * @throws ReleaseError FILE_UNREADABLE; INPUT_INVALID with everything that is wrong, by line.
 */
export async function readSuite(path: string, files: Files): Promise<readonly SuiteCase[]> {
  const suite = await readFile(path, 'integration_test.suite', files);
  const included: SuiteFile[] = [];
  for (const name of suite.include) {
    const inner = isAbsolute(name) ? name : join(dirname(path), name);
    const file = await readFile(inner, `${path} include`, files);
    const nested = file.include.map((deeper) => ({
      where: inner,
      expected: 'no include in an included file',
      found: deeper,
    }));
    included.push({ ...file, problems: [...file.problems, ...nested] });
  }
  const all = [suite, ...included];
  return wholeSuite(
    all.flatMap(({ cases }) => cases),
    all.flatMap(({ problems }) => problems),
    path,
  );
}

async function readFile(path: string, where: string, files: Files): Promise<SuiteFile> {
  const text = await files.read(path);
  if (text === undefined) {
    throw new ReleaseError('FILE_UNREADABLE', `${where}: ${path} does not exist`);
  }
  return /\.ya?ml$/i.test(path) ? parseYamlSuite(text, path) : parseLines(text, path);
}
