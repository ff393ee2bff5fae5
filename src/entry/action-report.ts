import { githubApi } from '../hosts/github/api.ts';
import { githubComments } from '../hosts/github/comments.ts';
import type { GithubHost } from '../hosts/github/host.ts';
import type { GithubRun } from '../hosts/github/run.ts';
import { codeBlock, fittingSummary } from '../hosts/github/summary.ts';
import type { Toolkit } from '../hosts/github/toolkit.ts';
import { systemClock } from '../hosts/system/clock.ts';
import { systemRandom } from '../hosts/system/random.ts';
import { commentLimit, commentReserve, type Posted, type RunStamp } from '../ports/comments.ts';
import type { SharedInputs } from '../pipeline/program.ts';
import type { ReleaseRecord } from '../release/record.ts';
import type { Ending } from './action-ending.ts';
import { renderComment, summaryLimit } from '../report/comment.ts';

export interface Reporting {
  run: GithubRun;
  host: GithubHost;
  toolkit: Toolkit;
  signal: AbortSignal;
}

/** The step's part of the job's summary: the whole report where the train stops, else one block. */
export async function writeSummary(
  ending: Ending,
  shared: SharedInputs | undefined,
  { run, host, toolkit }: Reporting,
): Promise<void> {
  const { step, verdict, state, record, lines } = ending;
  const goesOn = ending.exitCode === 0 && state === 'done' && record?.finishedAt === undefined;
  const head = `### ${step}: ${verdict}\n\n${codeBlock(lines.join('\n'))}\n`;
  const report =
    goesOn || record === undefined
      ? ''
      : renderComment(record, { ...linksOf(record, run, shared), limit: summaryLimit });
  try {
    await toolkit.addSummary(fittingSummary(`${head}${report}\n`));
  } catch (error) {
    host.warn(`the job's summary could not be written: ${String(error)}`);
  }
}

/** Reports on the pull request that the run belongs to. Whatever comes of it changes no verdict. */
export async function reportOnPullRequest(
  { record }: Ending,
  shared: SharedInputs,
  { run, host, signal }: Reporting,
): Promise<void> {
  const { pullRequest } = run;
  if (!shared.comment || pullRequest === undefined || record === undefined) return;
  if (shared.githubToken === undefined) {
    host.say('no github_token is given: the report is in the summary of the job only');
    return;
  }
  const posted = await postComment({
    record,
    shared,
    run,
    token: shared.githubToken,
    pullRequest: pullRequest.number,
    stamp: { workflow: run.workflow, number: run.number, attempt: run.attempt },
    signal,
  });
  tellPosted(posted, host);
}

export interface CommentOrder {
  record: ReleaseRecord;
  shared?: SharedInputs;
  run: GithubRun;
  token: string;
  pullRequest: number;
  stamp: RunStamp;
  signal: AbortSignal;
}

export async function postComment(order: CommentOrder): Promise<Posted> {
  const { record, shared, run, token, pullRequest, stamp, signal } = order;
  const api = githubApi({ token, clock: systemClock, random: systemRandom, fetch });
  const text = renderComment(record, {
    ...linksOf(record, run, shared),
    limit: commentLimit,
    reserve: commentReserve,
  });
  const comment = { key: record.model, release: record.releaseId, run: stamp, text };
  return await githubComments({ api, ...run }).put(pullRequest, comment, signal);
}

export function tellPosted(posted: Posted, host: GithubHost): void {
  switch (posted.state) {
    case 'created':
    case 'updated':
      host.say(`the report is on the pull request: ${posted.url}`);
      if (posted.others > 0) {
        host.warn(
          `the pull request has ${posted.others} more reports of this model; the oldest was updated, delete the others`,
        );
      }
      return;
    case 'outdated':
      host.say(`a newer run has reported already: ${posted.url}`);
      return;
    case 'refused': {
      const mend = posted.mend === undefined ? '' : `. ${posted.mend}`;
      host.warn(`the report is not on the pull request: ${posted.why}${mend}`);
    }
  }
}

interface Links {
  commitUrl?: string;
  runUrl?: string;
  recordUrl?: string;
}

function linksOf(
  record: ReleaseRecord,
  { serverUrl, repository, url }: GithubRun,
  shared: SharedInputs | undefined,
): Links {
  const object = `vertex-release/${record.model}/${record.releaseId}/record.json`;
  return {
    commitUrl: `${serverUrl}/${repository}/commit/${record.commit}`,
    ...(url === undefined ? {} : { runUrl: url }),
    ...(shared?.bucket === undefined || record.emulated
      ? {}
      : {
          recordUrl: `https://console.cloud.google.com/storage/browser/_details/${shared.bucket}/${object}`,
        }),
  };
}
