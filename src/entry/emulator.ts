import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEmulatorConfig } from '../emulator/config.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { ReleaseError } from '../errors/error.ts';

export const emulatorHelp = `Usage: vertex-release emulator [flags]

Starts the embedded Vertex on this machine and runs until it is stopped (SIGINT or SIGTERM).

Flags:
  --config FILE       images and buckets (default: emulator.yaml)
  --port N            port to listen on, 0 for any free one (default: 8377)
  --grpc-port N       port of gRPC (default: any free one)
  --data-dir DIR      keep everything in this folder, across restarts (default: in memory)
  --ready-file FILE   written when it listens: {"http": …, "grpc": …, "env": {…}}
  --seed N            route predictions repeatably
  --allow-commands    let requests name commands to run on this machine
  --help              show this text
`;

const defaultPort = 8377;

/** Starts the embedded Vertex and resolves when it has been stopped. Answers the exit code. */
export async function runEmulator(
  argv: readonly string[],
  process: NodeJS.Process,
): Promise<number> {
  const flags = readFlags(argv);
  if (flags.help === true) {
    process.stdout.write(emulatorHelp);
    return 0;
  }
  const configFile = flags.config ?? 'emulator.yaml';
  const config = await readEmulatorConfig(configFile, await readText(configFile, flags.config));
  const stopped = untilSignal(process);
  const emulator = await startEmulator({
    ...config,
    port: wholeNumber('--port', flags.port) ?? defaultPort,
    grpcPort: wholeNumber('--grpc-port', flags['grpc-port']) ?? 0,
    ...(flags['data-dir'] === undefined ? {} : { dataDir: flags['data-dir'] }),
    ...(flags.seed === undefined ? {} : { seed: wholeNumber('--seed', flags.seed) ?? 0 }),
    allowCommands: flags['allow-commands'] === true,
    log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
  });
  const { http, grpc, env } = emulator;
  process.stderr.write(`embedded Vertex listens on http://${http}, gRPC on ${grpc}\n`);
  if (flags['ready-file'] !== undefined) {
    await writeWhole(flags['ready-file'], `${JSON.stringify({ http, grpc, env }, undefined, 2)}\n`);
  }
  await stopped;
  await emulator.stop();
  return 0;
}

function readFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        config: { type: 'string' },
        port: { type: 'string' },
        'grpc-port': { type: 'string' },
        'data-dir': { type: 'string' },
        'ready-file': { type: 'string' },
        seed: { type: 'string' },
        'allow-commands': { type: 'boolean' },
        help: { type: 'boolean' },
      },
      strict: true,
    }).values;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ReleaseError('INPUT_INVALID', message, {
      cause,
      mend: 'See vertex-release emulator --help.',
    });
  }
}

/** The default file may be absent: then there are no images. One that was named must exist. */
async function readText(file: string, named: string | undefined): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (named === undefined) return '';
    throw new ReleaseError('FILE_UNREADABLE', `--config ${file} cannot be read`, { cause });
  }
}

function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ReleaseError('INPUT_INVALID', `${flag}: expected a whole number, found "${text}"`);
}

function untilSignal(process: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** Readers poll for the file, so it must never be there half-written. */
async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.part`;
  await writeFile(beside, text);
  await rename(beside, file);
}
