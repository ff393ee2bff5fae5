import type { Host, Runner } from '../../ports/host.ts';
import { readableLogLine } from '../../report/readable.ts';
import type { Build } from './build.ts';

/** At most one progress line in this time: a log has no line to replace. */
const heartbeatMs = 30_000;

/** Characters of one line; a log entry may be longer, a reader's patience is not. */
const longestLine = 4_000;

/** The host, and what only the frame around a step says. */
export interface CloudBuildHost extends Host {
  fail(line: string): void;
}

export interface CloudBuildHostOptions {
  build: Pick<Build, 'commit' | 'url'>;
  runner: Runner;
  debug: boolean;
  /** Takes the secrets out of a text. */
  hide(text: string): string;
  now(): number;
  write(text: string): unknown;
}

/**
 * Plain lines, each beginning with one of Cloud Logging's severities, so that a log can be searched
 * by it. Texts are hostile: whatever they hold is one line, and no control character gets through.
 */
export function cloudBuildHost(options: CloudBuildHostOptions): CloudBuildHost {
  const { build, runner, debug, hide, now, write } = options;
  let lastBeat = now();

  const line = (severity: string, text: string) => {
    write(`${severity}: ${readableLogLine(hide(text), longestLine)}\n`);
  };

  return {
    name: 'cloud_build',
    commit: build.commit,
    runUrl: build.url,
    runner,
    phase: (title) => line('NOTICE', title),
    say: (text) => line('INFO', text),
    warn: (text) => line('WARNING', text),
    fail: (text) => line('ERROR', text),
    debug: (text) => {
      if (debug) line('DEBUG', text);
    },
    progress: (text) => {
      if (now() - lastBeat < heartbeatMs) return;
      lastBeat = now();
      line('INFO', `… ${text}`);
    },
  };
}
