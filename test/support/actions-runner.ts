import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Contexts,
  type Functions,
  interpolate,
  type Value,
} from './actions-runner-expression.ts';
import { holds } from './actions-runner-condition.ts';
import { RunnerJob } from './actions-runner-job.ts';
import { RunnerLog } from './actions-runner-log.ts';
import { type JobResult, repository, type RunnerOptions } from './actions-runner-options.ts';
import { needsOf, type WorkflowJob } from './actions-runner-workflow.ts';

const project = resolve(import.meta.dirname, '../..');

/** Runs the jobs of a workflow one after the other. */
export async function runWorkflow(options: RunnerOptions): Promise<Record<string, JobResult>> {
  const results: Record<string, JobResult> = {};
  const waiting = new Map(Object.entries(options.workflow.jobs));
  const cancelled = new AbortController();
  while (waiting.size > 0) {
    const next = [...waiting].find(([, job]) =>
      needsOf(job).every((name) => results[name] !== undefined),
    );
    if (next === undefined) throw new Error('jobs need each other');
    const [name, job] = next;
    waiting.delete(name);
    results[name] = await runJob(name, job, results, options, cancelled);
  }
  return results;
}

async function runJob(
  name: string,
  job: WorkflowJob,
  results: Readonly<Record<string, JobResult>>,
  options: RunnerOptions,
  cancelled: AbortController,
): Promise<JobResult> {
  const folder = mkdtempSync(join(tmpdir(), 'actions-runner-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const eventFile = join(folder, 'event.json');
  writeFileSync(eventFile, JSON.stringify(options.event.payload));
  const log = new RunnerLog(options.isDebug === true);
  for (const secret of [options.token, ...Object.values(options.secrets ?? {})]) {
    log.addMask(secret);
  }
  const needed = needsOf(job).map((need) => results[need]?.conclusion);
  const functions: Functions = {
    success: () => needed.every((conclusion) => conclusion === 'success'),
    failure: () => needed.includes('failure'),
    cancelled: () => cancelled.signal.aborted,
    always: () => true,
  };
  const contexts = contextsOf(name, job, results, options, { workspace, eventFile, folder });
  if (!holds(job.if, contexts, functions)) return skipped(workspace);
  const run = new RunnerJob({ options, job, contexts, folder, workspace, project, log, cancelled });
  await run.steps();
  const outputs = Object.fromEntries(
    Object.entries(job.outputs ?? {}).map(([key, text]) => [
      key,
      interpolate(text, run.contexts(), functions),
    ]),
  );
  return run.result(outputs);
}

function contextsOf(
  name: string,
  job: WorkflowJob,
  results: Readonly<Record<string, JobResult>>,
  options: RunnerOptions,
  place: { workspace: string; eventFile: string; folder: string },
): Contexts {
  const github: Record<string, Value> = {
    event: options.event.payload,
    event_name: options.event.name,
    event_path: place.eventFile,
    repository,
    repository_owner: 'acme',
    sha: options.sha,
    ref: 'refs/heads/main',
    run_id: String(9_000 + (options.runNumber ?? 1)),
    run_number: String(options.runNumber ?? 1),
    run_attempt: String(options.runAttempt ?? 1),
    workflow: options.workflow.name ?? '',
    workflow_ref: `${repository}/${options.path ?? '.github/workflows/test.yaml'}@refs/heads/main`,
    workspace: place.workspace,
    server_url: 'https://github.com',
    api_url: options.apiUrl,
    graphql_url: `${options.apiUrl}/graphql`,
    actor: 'somebody',
    job: name,
    token: options.token,
  };
  const needs = needsOf(job).map((need): [string, Value] => {
    const result = results[need];
    return [need, { result: result?.conclusion ?? 'skipped', outputs: { ...result?.outputs } }];
  });
  return {
    github,
    vars: { ...options.vars },
    secrets: { ...options.secrets, GITHUB_TOKEN: options.token },
    inputs: { ...options.inputs },
    needs: Object.fromEntries(needs),
    runner: { os: 'Linux', temp: join(place.folder, 'temp'), debug: options.isDebug ? '1' : '' },
  };
}

function skipped(workspace: string): JobResult {
  return {
    conclusion: 'skipped',
    outputs: {},
    steps: {},
    annotations: [],
    summaries: [],
    log: '',
    raw: '',
    refused: [],
    problems: [],
    cancellation: [],
    workspace,
  };
}
