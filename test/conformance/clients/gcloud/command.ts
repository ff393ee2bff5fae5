import { match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Absent } from '../../harness/case.ts';
import { onPath } from '../../tools/command.ts';
import type { Vertex } from '../client.ts';

export const project = 'clients-project';

/** gcloud with a configuration of its own, led to the embedded Vertex. */
export interface Gcloud {
  /** A folder for the files of the steps, where commands run. */
  folder: string;
  /** The path of a file that holds this text. */
  file(text: string): string;
  /**
   * What a command prints on its standard output.
   * @throws Error with what it prints on its standard error, when it fails.
   */
  run(...args: readonly string[]): Promise<string>;
  /** As `run`, with `--format=json` and read. */
  json<T>(...args: readonly string[]): Promise<T>;
  /** That a command fails and says this. */
  refused(message: RegExp, ...args: readonly string[]): Promise<void>;
}

/** @throws Absent when gcloud is not on this machine. */
export async function withGcloud<T>(
  vertex: Vertex,
  use: (gcloud: Gcloud) => Promise<T>,
): Promise<T> {
  const program = onPath('gcloud');
  if (program === undefined) throw new Absent('gcloud', 'no folder of the path has it');
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const env = {
    ...process.env,
    ...vertex.env,
    CLOUDSDK_CONFIG: join(folder, 'configuration'),
    CLOUDSDK_CORE_PROJECT: project,
    CLOUDSDK_AI_REGION: 'us-central1',
    CLOUDSDK_CORE_DISABLE_FILE_LOGGING: 'true',
  };
  const run = (...args: readonly string[]) => runGcloud(program, args, env, folder);
  try {
    return await use({
      folder,
      file(text) {
        const path = join(folder, createHash('sha256').update(text).digest('hex'));
        writeFileSync(path, text);
        return path;
      },
      run,
      json: async (...args) => JSON.parse(await run(...args, '--format=json')),
      async refused(message, ...args) {
        const said = await run(...args).then(
          (output) => `the command went well: ${output}`,
          (error: Error) => error.message,
        );
        match(said, message);
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runGcloud(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env, cwd, timeout: 120_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`gcloud ${args.join(' ')}: ${stderr || error.message}`));
    });
  });
}
