import { z } from 'zod';
import type { GithubApi } from './api.ts';
import type { WorkflowRunEvent } from './run.ts';

const pullPage = z.array(
  z.object({
    number: z.int().positive(),
    head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  }),
);

export type PullRequestSearch =
  { ok: true; number: number | undefined } | { ok: false; message: string };

/**
 * The open pull request that a finished run was for, by what GitHub says about the run: nothing
 * that the run itself wrote is asked. The event names none where the branch is a fork's.
 */
export async function findPullRequest(
  api: GithubApi,
  { apiUrl, repository }: { apiUrl: string; repository: string },
  { head_sha: sha, head_branch: branch, head_repository: head }: WorkflowRunEvent,
): Promise<PullRequestSearch> {
  const query = new URLSearchParams({ state: 'open', head: `${head.owner.login}:${branch ?? ''}` });
  const answer = await api.send({
    verb: 'GET',
    url: `${apiUrl}/repos/${repository}/pulls?${query}`,
  });
  if (!answer.ok) return { ok: false, message: `${answer.status ?? ''} ${answer.message}`.trim() };
  const parsed = pullPage.safeParse(answer.value);
  if (!parsed.success) return { ok: false, message: 'an answer of unknown form' };
  const found = parsed.data.find(
    (pull) => pull.head.sha === sha && pull.head.repo?.full_name === head.full_name,
  );
  return { ok: true, number: found?.number };
}
