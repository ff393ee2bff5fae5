import { explicitFromActionVariables } from '../contract/action-inputs.ts';
import { commentAction } from '../contract/comment-action.ts';
import { resolvePath } from '../contract/kinds/path.ts';
import { ReleaseError, toReleaseError } from '../errors/error.ts';
import { githubApi } from '../hosts/github/api.ts';
import { findPullRequest } from '../hosts/github/pull-requests.ts';
import type { GithubRun, WorkflowRunEvent } from '../hosts/github/run.ts';
import { systemClock } from '../hosts/system/clock.ts';
import { confinedFiles } from '../hosts/system/confined-files.ts';
import { systemFiles } from '../hosts/system/files.ts';
import { systemRandom } from '../hosts/system/random.ts';
import type { Files } from '../ports/files.ts';
import { deepestJson, depthOfJson } from '../release/json-depth.ts';
import { parseRecord, type ReleaseRecord } from '../release/record.ts';
import { postComment, tellPosted } from './action-report.ts';
import { type ActionFrame, inActionFrame } from './actions.ts';

/** No record of ours comes near; what is larger was made to be. */
const largestRecord = 2 << 20;

/** Posts the report of a run that could not: one for a pull request from a fork. Never throws. */
export async function commentOnPullRequest(process: NodeJS.Process): Promise<void> {
  await inActionFrame(process, commentAction, async (frame) => {
    try {
      return await report(frame);
    } catch (thrown) {
      const error = toReleaseError(thrown);
      frame.host.fail(`${error.message}. ${error.mend}`, { title: `comment: ${error.code}` });
      return error.exitCode;
    }
  });
}

async function report({ process, run, host, toolkit, signal }: ActionFrame): Promise<number> {
  const explicit = explicitFromActionVariables(commentAction, process.env);
  const token = explicit['github_token'] ?? process.env['GITHUB_TOKEN'] ?? '';
  const file = explicit['record'] ?? '';
  if (file === '' || token === '') {
    throw new ReleaseError('INPUT_INVALID', 'record and github_token must be given');
  }
  const finished = finishedRun(run);
  const files = confinedFiles(systemFiles, run.workspace);
  const record = await readHostileRecord(resolvePath(file, run.workspace), files);
  if (record.commit !== finished.head_sha) {
    throw new ReleaseError('INPUT_INVALID', 'the record is of another commit than the run', {
      mend: 'Nothing was posted. Look at what the pull request changed about its record.',
    });
  }
  const api = githubApi({ token, clock: systemClock, random: systemRandom, fetch });
  const search = await findPullRequest(api, run, finished);
  if (!search.ok) {
    throw new ReleaseError('HOST_UNREACHABLE', `pull requests cannot be read: ${search.message}`);
  }
  if (search.number === undefined) {
    toolkit.setOutput('state', 'none');
    host.say(`no open pull request is at ${finished.head_sha} any more`);
    return 0;
  }
  const [workflow = ''] = finished.path.split('@', 1);
  const posted = await postComment({
    record,
    run: { ...run, url: finished.html_url },
    token,
    pullRequest: search.number,
    stamp: { workflow, number: finished.run_number, attempt: finished.run_attempt },
    signal,
  });
  toolkit.setOutput('state', posted.state);
  toolkit.setOutput('url', posted.state === 'refused' ? '' : posted.url);
  tellPosted(posted, host);
  return posted.state === 'refused' ? 3 : 0;
}

function finishedRun({ event, finished }: GithubRun): WorkflowRunEvent {
  if (event === 'workflow_run' && finished?.event === 'pull_request') return finished;
  throw new ReleaseError('INPUT_INVALID', `comment does not run on the event ${event}`, {
    mend: 'It reports for a workflow run that a pull_request started, on the event workflow_run. Steps report by themselves where they may.',
  });
}

/** A record that a stranger's code has written, or something that looks like one. */
export async function readHostileRecord(path: string, files: Files): Promise<ReleaseRecord> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of files.open(path)) {
    size += chunk.byteLength;
    if (size > largestRecord) throw notRecord('it is too large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (depthOfJson(text) > deepestJson) throw notRecord('it is nested too deep');
  try {
    return parseRecord(text, 'the record');
  } catch (cause) {
    throw notRecord(toReleaseError(cause).message, cause);
  }
}

function notRecord(why: string, cause?: unknown): ReleaseError {
  return new ReleaseError('INPUT_INVALID', `this is no release record: ${why}`, {
    cause,
    mend: 'Nothing was posted.',
  });
}
