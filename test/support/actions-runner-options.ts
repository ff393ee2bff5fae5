import type { Value } from './actions-runner-expression.ts';
import type { RunnerAnnotation } from './actions-runner-log.ts';
import type { Patience } from './actions-runner-process.ts';
import type { Workflow } from './actions-runner-workflow.ts';

/** The repository that every workflow runs in. */
export const repository = 'acme/birds';

export interface StepRecord {
  outcome: 'success' | 'failure' | 'cancelled' | 'skipped';
  outputs: Record<string, string>;
}

/** One run of a workflow on a runner that does what GitHub documents, as far as ours need it. */
export interface RunnerOptions {
  workflow: Workflow;
  /** Path of the workflow file in the repository. */
  path?: string;
  /** Folders that a checkout puts into the workspace, by their path in it. */
  checkout: Readonly<Record<string, string>>;
  event: { name: string; payload: Value };
  sha: string;
  token: string;
  apiUrl: string;
  runNumber?: number;
  runAttempt?: number;
  /** Variables of the machine. */
  env?: Readonly<Record<string, string>>;
  vars?: Readonly<Record<string, string>>;
  secrets?: Readonly<Record<string, string>>;
  inputs?: Readonly<Record<string, string>>;
  isDebug?: boolean;
  /** Artifacts outlive a run: the run that a `workflow_run` event is about left them. */
  artifacts?: Map<string, string>;
  /** Cancels the run when a line of the log has it. */
  cancelOn?: string;
  patience?: Patience;
  /** Commands that come before those of the machine. */
  binaries?: string;
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface JobResult {
  conclusion: Conclusion;
  outputs: Readonly<Record<string, string>>;
  steps: Readonly<Record<string, StepRecord>>;
  annotations: readonly RunnerAnnotation[];
  summaries: readonly string[];
  /** What the runner shows. */
  log: string;
  /** What the processes printed, commands included. */
  raw: string;
  refused: readonly string[];
  problems: readonly string[];
  /** By the steps that were running when the job was cancelled. */
  cancellation: readonly { exitCode: number; endedAfterMs: number }[];
  workspace: string;
}
