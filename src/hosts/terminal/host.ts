import type { Host, Runner } from '../../ports/host.ts';

/** The part of a stream that the terminal host writes to. */
export interface Screen {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

export interface TerminalOptions {
  commit: string | undefined;
  runner: Runner;
  debug: boolean;
  color: boolean;
  now(): number;
}

/** At most one plain progress line in this time where lines cannot be replaced. */
const heartbeatMs = 10_000;

const styles = { dim: '2', bold: '1', yellow: '33' } as const;

/** Human output on stderr: live progress on a terminal, a heartbeat elsewhere. */
export function terminalHost(screen: Screen, options: TerminalOptions): Host {
  const live = screen.isTTY === true;
  let unfinished = false;
  let lastBeat = options.now();

  const style = (name: keyof typeof styles, text: string) =>
    options.color ? `\u001B[${styles[name]}m${text}\u001B[0m` : text;
  const clear = () => {
    if (unfinished) screen.write('\r\u001B[2K');
    unfinished = false;
  };
  const line = (text: string) => {
    clear();
    screen.write(`${text}\n`);
  };

  return {
    name: 'terminal',
    commit: options.commit,
    runUrl: undefined,
    runner: options.runner,
    phase: (title) => line(style('bold', printable(title))),
    say: (text) => line(`  ${printable(text)}`),
    warn: (text) => line(`  ${style('yellow', 'warning:')} ${printable(text)}`),
    debug: (text) => {
      if (options.debug) line(style('dim', `  ${printable(text)}`));
    },
    progress: (text) => {
      if (live) {
        clear();
        const width = (screen.columns ?? 80) - 4;
        screen.write(style('dim', `  ${printable(text).slice(0, width)}`));
        unfinished = true;
        return;
      }
      if (options.now() - lastBeat < heartbeatMs) return;
      lastBeat = options.now();
      line(style('dim', `  … ${printable(text)}`));
    },
  };
}

/** Training output and error texts are hostile: no control character reaches the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === '\t'
      ? ' '
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
