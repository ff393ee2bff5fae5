import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Absent } from '../../harness/case.ts';
import { PythonEnvironment } from '../../tools/python-environment.ts';
import type { Client, Findings, Vertex } from '../client.ts';
import type { StepName } from '../steps.ts';

/** A line of what the scenario prints. */
interface Line {
  step: StepName;
  problem: string | null;
}

const first = new PythonEnvironment({
  name: 'sdk-1',
  requirements: join(import.meta.dirname, 'requirements-1.txt'),
});
const second = new PythonEnvironment({
  name: 'sdk-2',
  requirements: join(import.meta.dirname, 'requirements-2.txt'),
  base: first,
});

export const pythonSdk1 = sdkClient('Python SDK 1', first);
export const pythonSdk2 = sdkClient('Python SDK 2', second);

/** One process takes all steps: to load the SDK takes longer than most of them together. */
function sdkClient(name: Client['name'], environment: PythonEnvironment): Client {
  return {
    name,
    async takeSteps(vertex) {
      const preparation = environment.prepare();
      if (preparation.state === 'absent') throw new Absent(name, preparation.why);
      if (preparation.state === 'broken') throw new Error(preparation.why);
      return await runScenario(environment, vertex);
    },
  };
}

async function runScenario(environment: PythonEnvironment, vertex: Vertex): Promise<Findings> {
  const child = spawn(environment.program('python'), ['main.py'], {
    cwd: import.meta.dirname,
    env: {
      ...process.env,
      ...vertex.env,
      VERTEX_EMULATOR_GRPC: vertex.grpc ?? '',
      // Compiled once, where git does not look.
      PYTHONDONTWRITEBYTECODE: '',
      PYTHONPYCACHEPREFIX: join(environment.folder, 'bytecode'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 180_000,
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (log += chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const findings = new Map<StepName, string | undefined>();
  for await (const line of createInterface({ input: child.stdout })) {
    const { step, problem } = JSON.parse(line) as Line;
    findings.set(step, problem ?? undefined);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`the scenario ended with ${code}:\n${log}`);
  return findings;
}
