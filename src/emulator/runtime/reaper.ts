import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { ProcessGuard } from './process-table.ts';
import { startTimeOf } from './process-identity.ts';

/**
 * Keeps the process groups named to it by `+PID:START`, drops them by `-PID:START`, and kills what is left
 * when its input ends, which it does however the emulator ends. A leader that started at another time is
 * somebody else's. Field 22 of /proc/PID/stat is field 20 after the name in parentheses.
 */
const script = `
trap '' HUP INT QUIT TERM
groups=
while read -r line; do
  named=\${line#?}
  case $line in
  +*) groups="$groups $named" ;;
  -*)
    kept=
    for group in $groups; do [ "$group" = "$named" ] || kept="$kept $group"; done
    groups=$kept
    ;;
  esac
done
for group in $groups; do
  pid=\${group%%:*}
  started=\${group#*:}
  now=$started
  if [ -n "$started" ] && read -r stat 2>/dev/null <"/proc/$pid/stat"; then
    set -- \${stat##*) }
    now=\${20}
  fi
  [ "$now" = "$started" ] && kill -s KILL -- "-$pid" 2>/dev/null
done
`;

/**
 * A shell beside the emulator that ends the programs it started when it is killed and cannot do so itself.
 * A program is known to it some microseconds after it was started. Where there is no /bin/sh there is no
 * such protection, which is told once.
 */
export class Reaper implements ProcessGuard {
  readonly #log: (text: string) => void;
  #shell: ChildProcess | undefined;

  constructor(log: (text: string) => void) {
    this.#log = log;
  }

  /**
   * A process with a group of its own was started.
   * @returns what to call when the group is gone.
   */
  watch(pid: number): () => void {
    this.#shell ??= this.#start();
    const named = `${pid}:${startTimeOf(pid) ?? ''}`;
    this.#tell(`+${named}`);
    return () => this.#tell(`-${named}`);
  }

  /** Nothing is left to be ended. */
  close(): void {
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }

  #start(): ChildProcess {
    const shell = spawn('/bin/sh', ['-c', script, 'vertex-release-reaper'], {
      cwd: '/',
      env: {},
      // A session of its own: what ends the emulator's must not end it too.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    shell.once('error', (error) => {
      this.#log(`programs outlive an emulator that is killed: ${error.message}`);
    });
    // A shell that is gone was told of above, or ended by somebody.
    shell.stdin.on('error', () => undefined);
    shell.unref();
    if (shell.stdin instanceof Socket) shell.stdin.unref();
    return shell;
  }

  /** A short line on a pipe is written before this returns. */
  #tell(line: string): void {
    this.#shell?.stdin?.write(`${line}\n`);
  }
}
