import { join } from 'node:path';
import { Absent } from '../harness/case.ts';
import { onPath } from './command.ts';
import { type Preparation, PythonEnvironment } from './python-environment.ts';

const environment = new PythonEnvironment({
  name: 'tools',
  requirements: join(import.meta.dirname, '../requirements.txt'),
});
let preparation: Preparation | undefined;

/**
 * The path of a tool: the pinned one of our virtual environment, which is made when it is not there
 * yet, else one that the machine has.
 * @throws Absent
 */
export function pythonTool(name: string): string {
  preparation ??= environment.prepare();
  if (preparation.state === 'ready') return environment.program(name);
  if (preparation.state === 'broken') throw new Error(preparation.why);
  const installed = onPath(name);
  if (installed === undefined) throw new Absent(name, preparation.why);
  return installed;
}
