import { z } from 'zod';
import type { Files } from '../../ports/files.ts';

/** Fields of an event that this program reads; a payload has hundreds more. */
const eventPayload = z.object({
  pull_request: z
    .object({
      number: z.int().positive(),
      head: z.object({
        sha: z.string(),
        repo: z.object({ full_name: z.string() }).nullish(),
      }),
    })
    .optional()
    // Another event may have a field of that name with another meaning.
    .catch(undefined),
  workflow_run: z
    .object({
      event: z.string(),
      head_sha: z.string(),
      head_branch: z.string().nullable(),
      head_repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }) }),
      html_url: z.string(),
      path: z.string(),
      run_number: z.int(),
      run_attempt: z.int(),
    })
    .optional()
    .catch(undefined),
});

export type WorkflowRunEvent = NonNullable<z.infer<typeof eventPayload>['workflow_run']>;

/** The run of a workflow that an action is part of. */
export interface GithubRun {
  /** Name of the event that started it. */
  event: string;
  /** `owner/name`. */
  repository: string;
  /** The commit that is released: of a pull request its branch head, not the merge with the base. */
  commit: string | undefined;
  pullRequest: { number: number; isFork: boolean } | undefined;
  /** The run whose end started this one. */
  finished: WorkflowRunEvent | undefined;
  /** Path of the workflow file in the repository. */
  workflow: string;
  number: number;
  attempt: number;
  url: string | undefined;
  /** Of the run, the same for all its attempts; empty outside of a run. */
  id: string;
  serverUrl: string;
  apiUrl: string;
  graphqlUrl: string;
  /** Absolute folder of the checkout. */
  workspace: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the runner says about its run, in variables and in the file of the event. */
export async function readRun(
  environment: Environment,
  files: Files,
  workingFolder: string,
): Promise<GithubRun> {
  const text = (name: string) => environment[name] ?? '';
  const payload = await readPayload(text('GITHUB_EVENT_PATH'), files);
  const event = text('GITHUB_EVENT_NAME');
  const repository = text('GITHUB_REPOSITORY');
  const serverUrl = text('GITHUB_SERVER_URL') || 'https://github.com';
  const apiUrl = text('GITHUB_API_URL') || 'https://api.github.com';
  const { pull_request: pull, workflow_run: finished } = payload;
  const runId = text('GITHUB_RUN_ID');
  const attempt = Number(text('GITHUB_RUN_ATTEMPT')) || 1;
  const head = event === 'pull_request' ? pull?.head.sha : undefined;
  return {
    event,
    repository,
    commit: head ?? (text('GITHUB_SHA') || undefined),
    pullRequest:
      pull === undefined
        ? undefined
        : { number: pull.number, isFork: pull.head.repo?.full_name !== repository },
    finished,
    workflow: workflowPath(text('GITHUB_WORKFLOW_REF'), repository),
    number: Number(text('GITHUB_RUN_NUMBER')) || 0,
    attempt,
    url:
      runId === ''
        ? undefined
        : `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`,
    id: runId,
    serverUrl,
    apiUrl,
    graphqlUrl: text('GITHUB_GRAPHQL_URL') || `${apiUrl}/graphql`,
    workspace: text('GITHUB_WORKSPACE') || workingFolder,
  };
}

async function readPayload(path: string, files: Files): Promise<z.infer<typeof eventPayload>> {
  const text = path === '' ? undefined : await files.read(path);
  return eventPayload.parse(text === undefined ? {} : JSON.parse(text));
}

/** `owner/name/.github/workflows/release.yaml@refs/heads/main` → `.github/workflows/release.yaml`. */
function workflowPath(ref: string, repository: string): string {
  const [path = ''] = ref.split('@', 1);
  return path.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : path;
}
