import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bundle } from './bundle.ts';

/** Rebuilds the distribution beside the committed one; both must be the same, byte by byte. */
const fresh = 'lib/check-dist';
bundle(fresh);
const stale = differences(fresh, 'dist');
rmSync(fresh, { recursive: true, force: true });
if (stale.length > 0) {
  console.error('dist/ is not what the sources build; run "npm run build":');
  for (const file of stale) console.error(`  ${file}`);
  process.exitCode = 1;
} else {
  console.log('dist/ is what the sources build');
}

function differences(expected: string, found: string): string[] {
  const names = new Set([...filesIn(expected), ...filesIn(found)]);
  return [...names]
    .filter((name) => read(join(expected, name)) !== read(join(found, name)))
    .toSorted();
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(relative(folder, entry.parentPath), entry.name));
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // Absent on this side, which makes the two differ.
    return undefined;
  }
}
