import { z } from 'zod';
import type { Comments, Posted } from '../../ports/comments.ts';
import type { ApiAnswer, ApiCall, GithubApi } from './api.ts';
import { commentBody, isNewer, type Marker, markerOf } from './comment-marker.ts';

const storedComment = z.object({
  id: z.int(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
const commentPage = z.array(storedComment);
const viewerAnswer = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

const pageSize = 100;
const maxPages = 100;
/** How often the comments are listed anew after a write whose end is unknown. */
const maxRounds = 3;

/** Whom `GITHUB_TOKEN` writes as. */
const actionsLogin = 'github-actions[bot]';

interface OwnComment {
  id: number;
  url: string;
  marker: Marker;
}

export interface CommentsOptions {
  api: GithubApi;
  apiUrl: string;
  graphqlUrl: string;
  /** `owner/name`. */
  repository: string;
}

/** One comment per pull request and key, found by its hidden marker and its author. */
export function githubComments(options: CommentsOptions): Comments {
  const { api, apiUrl, repository } = options;
  const base = `${apiUrl}/repos/${repository}/issues`;

  return {
    async put(pullRequest, comment, signal) {
      const send = (call: ApiCall) => api.send({ ...call, signal });
      const login = await loginOf(options, send);
      const body = commentBody(comment);
      for (let round = 1; ; round += 1) {
        const found = await findOwn(`${base}/${pullRequest}/comments`, comment.key, login, send);
        if (!found.ok) return refused(found);
        const [oldest, ...others] = found.comments;
        const newer = found.comments.find(({ marker }) => isNewer(marker, comment.run));
        if (newer !== undefined) return { state: 'outdated', url: newer.url };
        const answer =
          oldest === undefined
            ? await send({
                verb: 'POST',
                url: `${base}/${pullRequest}/comments`,
                body: { body },
                once: true,
              })
            : await send({ verb: 'PATCH', url: `${base}/comments/${oldest.id}`, body: { body } });
        if (answer.ok) return posted(answer.value, oldest === undefined, others.length);
        if (round >= maxRounds || !isWorthAnotherLook(answer, oldest)) return refused(answer);
      }
    },
  };
}

/** A comment that was deleted meanwhile is made anew; one that was perhaps made is found again. */
function isWorthAnotherLook(
  { status }: { status: number | undefined },
  updated: OwnComment | undefined,
): boolean {
  if (updated !== undefined) return status === 404;
  return status === undefined || status >= 500;
}

/** The login that the token writes as. Tokens of an installation may not ask REST who they are. */
async function loginOf(
  { graphqlUrl }: CommentsOptions,
  send: (call: ApiCall) => Promise<ApiAnswer>,
): Promise<string> {
  const query = 'query { viewer { login } }';
  const answer = await send({ verb: 'POST', url: graphqlUrl, body: { query } });
  const viewer = answer.ok ? viewerAnswer.safeParse(answer.value) : undefined;
  return viewer?.success === true ? viewer.data.data.viewer.login : actionsLogin;
}

type Found =
  | { ok: true; comments: readonly OwnComment[] }
  | { ok: false; status: number | undefined; message: string };

/** Our comments with this key, oldest first. */
async function findOwn(
  url: string,
  key: string,
  login: string,
  send: (call: ApiCall) => Promise<ApiAnswer>,
): Promise<Found> {
  const comments: OwnComment[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await send({ verb: 'GET', url: `${url}?per_page=${pageSize}&page=${page}` });
    if (!answer.ok) return answer;
    const parsed = commentPage.safeParse(answer.value);
    if (!parsed.success) return { ok: false, status: 200, message: 'an answer of unknown form' };
    for (const { id, html_url, body, user } of parsed.data) {
      const marker = user?.login === login ? markerOf(body ?? '') : undefined;
      if (marker?.key === key) comments.push({ id, url: html_url, marker });
    }
    if (parsed.data.length < pageSize) break;
  }
  return { ok: true, comments: comments.toSorted((a, b) => a.id - b.id) };
}

function posted(value: unknown, isNew: boolean, others: number): Posted {
  const parsed = storedComment.safeParse(value);
  const url = parsed.success ? parsed.data.html_url : '';
  return { state: isNew ? 'created' : 'updated', url, others };
}

function refused({ status, message }: { status: number | undefined; message: string }): Posted {
  const why = status === undefined ? message : `${status} ${message}`;
  const mend = mendOf(status);
  return { state: 'refused', why, ...(mend === undefined ? {} : { mend }) };
}

function mendOf(status: number | undefined): string | undefined {
  switch (status) {
    case 401:
      return 'The token has expired or was revoked.';
    case 403:
    case 404:
      return 'Give the job the permission pull-requests: write. On a pull request from a fork no token has it, see docs/github-actions.md.';
    case 410:
      return 'The pull request takes no comments.';
    default:
      return undefined;
  }
}
