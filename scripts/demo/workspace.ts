import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

/** A change to `vertex-release.yaml`, as a data scientist would commit it: path in the file, value. */
export type ConfigChange = readonly (readonly [path: readonly string[], value: unknown])[];

/** A working copy of the example, with the data prepared. */
export interface Workspace {
  folder: string;
  train: string;
  holdout: string;
  /** Prediction instances, one for each row of the holdout. */
  requests: readonly Instance[];
}

export type Instance = Readonly<Record<string, unknown>>;

export function makeWorkspace(example: string, folder: string): Workspace {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(example, folder, {
    recursive: true,
    filter: (path) => !/node_modules|\.vertex-release/.test(path.slice(example.length)),
  });
  const data = join(folder, '.vertex-release/data');
  execFileSync(process.execPath, ['data/prepare.mjs', data], { cwd: folder, stdio: 'ignore' });
  const lines = readFileSync(join(data, 'requests.jsonl'), 'utf8').trim().split('\n');
  return {
    folder,
    train: join(data, 'train.csv'),
    holdout: join(data, 'holdout.csv'),
    requests: lines.map((line) => JSON.parse(line) as Instance),
  };
}

/** Commits a change: writes the configuration file and answers the id of the commit. */
export function commit(workspace: Workspace, example: string, change: ConfigChange): string {
  const config = parseDocument(readFileSync(join(example, 'vertex-release.yaml'), 'utf8'));
  for (const [path, value] of change) config.setIn(path, value);
  const text = config.toString();
  writeFileSync(join(workspace.folder, 'vertex-release.yaml'), text);
  return createHash('sha1').update(text).digest('hex');
}
