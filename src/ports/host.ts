/** This run among all that may work on the same release. */
export interface Runner {
  /** Shown to whoever finds the lease that it holds. */
  readonly name: string;
  /** Whether the run of that name is over for sure; false when it may still be at work. */
  isGone(name: string): boolean;
}

/** Where a step runs: a terminal, GitHub Actions, Cloud Build. */
export interface Host {
  readonly name: 'terminal' | 'github' | 'cloud_build';
  /** The commit that is being released, when the host knows one. */
  readonly commit: string | undefined;
  readonly runUrl: string | undefined;
  readonly runner: Runner;
  /** Begins a phase of the step; what is said next belongs to it. */
  phase(title: string): void;
  say(line: string): void;
  /** Replaces the last progress line where the host can; a heartbeat elsewhere. */
  progress(line: string): void;
  warn(line: string): void;
  debug(line: string): void;
}
