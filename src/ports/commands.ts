export interface CommandRun {
  /** A shell command line, written by the user in their own configuration. */
  command: string;
  cwd: string;
  env?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
  /** Each line of stdout and stderr as it comes. */
  onLine(line: string): void;
}

export interface Commands {
  /** The exit code; 128 + n when signal n ended it. An abort kills it and all it started. */
  run(run: CommandRun): Promise<number>;
}
