import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface WorkflowStep {
  id?: string;
  name?: string;
  if?: string | boolean;
  uses?: string;
  run?: string;
  shell?: string;
  with?: Readonly<Record<string, unknown>>;
  env?: Readonly<Record<string, unknown>>;
  'working-directory'?: string;
  'continue-on-error'?: boolean;
}

export interface WorkflowJob {
  needs?: string | readonly string[];
  if?: string | boolean;
  env?: Readonly<Record<string, unknown>>;
  outputs?: Readonly<Record<string, string>>;
  permissions?: Readonly<Record<string, string>>;
  environment?: string | { name: string };
  defaults?: { run?: { 'working-directory'?: string } };
  steps: readonly WorkflowStep[];
}

export interface Workflow {
  name?: string;
  on: unknown;
  permissions?: Readonly<Record<string, string>>;
  env?: Readonly<Record<string, unknown>>;
  concurrency?: { group: string; 'cancel-in-progress'?: boolean | string };
  jobs: Readonly<Record<string, WorkflowJob>>;
}

export function readWorkflow(file: string): Workflow {
  return parse(readFileSync(file, 'utf8')) as Workflow;
}

export function needsOf({ needs }: WorkflowJob): readonly string[] {
  return typeof needs === 'string' ? [needs] : (needs ?? []);
}
