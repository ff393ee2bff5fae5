// Writes every derived file; with --check it writes nothing and fails when one is stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { derivedFiles } from './generate/derived-files.ts';

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const stale: string[] = [];

for (const [path, text] of derivedFiles()) {
  const file = join(root, path);
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === text) continue;
  stale.push(path);
  if (isCheck) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const verb = isCheck ? 'stale' : 'wrote';
for (const path of stale) console.log(`${verb} ${path}`);
if (isCheck && stale.length > 0) {
  console.log('run "npm run generate"');
  process.exitCode = 1;
}
