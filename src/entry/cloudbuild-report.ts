import type { Flags } from '../contract/flags.ts';
import { shared } from '../contract/shared.ts';
import { ReleaseError } from '../errors/error.ts';
import { githubApi } from '../hosts/github/api.ts';
import { githubComments } from '../hosts/github/comments.ts';
import type { StepEnd } from '../hosts/cloudbuild/outputs.ts';
import { systemClock } from '../hosts/system/clock.ts';
import { systemRandom } from '../hosts/system/random.ts';
import type { SharedInputs } from '../pipeline/program.ts';
import { programs } from '../pipeline/programs.ts';
import { recordStore } from '../pipeline/record-store.ts';
import { commentLimit, commentReserve, type Posted } from '../ports/comments.ts';
import type { Host } from '../ports/host.ts';
import type { ReleaseRecord } from '../release/record.ts';
import { renderComment } from '../report/comment.ts';
import { statusText } from '../report/terminal/status-text.ts';
import type { BuildFrame } from './cloudbuild-frame.ts';
import { namingSubstitutions } from './cloudbuild-substitutions.ts';
import { buildSurroundings } from './cloudbuild-surroundings.ts';
import { terminalSources } from './terminal.ts';

export const reportFlags = shared;

export const reportHelp = `Usage: vertex-release report [flags]

The last step of a build whose steps have allowFailure: comments on the pull request how far the
release came, and ends with the exit code of the first step that failed. It takes the inputs that
all steps have. The token comes from the variable ${shared.github_token.environment.join(' or ')}.
`;

/**
 * Comments on the pull request of the build, and answers the exit code of the first step that did
 * not let the release go on. A comment that cannot be posted is a warning: it changes no verdict.
 */
export async function reportOnBuild(flags: Flags, frame: BuildFrame): Promise<number> {
  const { host, outputs } = frame;
  const ends = await outputs.ends();
  if (ends.length === 0) {
    throw new ReleaseError('INPUT_INVALID', 'no step of this build has left its outputs', {
      mend: 'Run report after validate, train or register, with the same workspace.',
    });
  }
  const contract = programs.validate.contract;
  const sources = await terminalSources(contract, flags.explicit, frame);
  const prepared = namingSubstitutions([contract], sources, () =>
    programs.validate.prepare(sources),
  );
  const { ports } = await buildSurroundings(sources, frame);
  const store = recordStore({
    ...ports,
    bucket: prepared.shared.bucket,
    model: prepared.shared.model,
    folder: `${frame.build.workspace}/.vertex-release`,
  });
  const release = releaseOf(ends);
  const record = release === undefined ? undefined : (await store.readRecord(release))?.value;
  if (record === undefined) host.warn('no release was opened: there is nothing to report');
  else {
    sayLines(host, statusText(record).split('\n'));
    await commentOn(record, prepared.shared, frame);
  }
  const stopped = ends.find(({ exitCode }) => exitCode !== 0);
  for (const { step, exitCode } of ends) host.say(`${step} ended with ${exitCode}`);
  return stopped?.exitCode ?? 0;
}

function releaseOf(ends: readonly StepEnd[]): string | undefined {
  return ends.findLast(({ release }) => release !== undefined)?.release;
}

async function commentOn(
  record: ReleaseRecord,
  { comment, githubToken, bucket }: SharedInputs,
  { process, build, host, signal }: BuildFrame,
): Promise<void> {
  const { pullRequest, repository, trigger, url } = build;
  if (!comment) return host.say('comment is false: nothing is posted');
  if (pullRequest === undefined || repository === undefined) {
    return host.say('the build belongs to no pull request of GitHub: nothing is posted');
  }
  if (githubToken === undefined) {
    return host.warn('nothing is posted: GITHUB_TOKEN is empty; see secretEnv of this step');
  }
  const apiUrl = process.env['GITHUB_API_URL'] || 'https://api.github.com';
  const api = githubApi({ token: githubToken, clock: systemClock, random: systemRandom, fetch });
  const comments = githubComments({ api, apiUrl, graphqlUrl: `${apiUrl}/graphql`, repository });
  const posted = await comments.put(
    pullRequest,
    {
      key: record.model,
      release: record.releaseId,
      // Builds have no numbers. Releases of later commits are opened later, and a build that runs
      // again for an older commit has nothing new to say.
      run: {
        workflow: `cloud-build/${trigger ?? 'submitted'}`,
        number: Math.floor(Date.parse(record.openedAt) / 1_000),
        attempt: 1,
      },
      text: renderComment(record, {
        commitUrl: `https://github.com/${repository}/commit/${record.commit}`,
        ...(url === undefined ? {} : { runUrl: url }),
        ...(bucket === undefined ? {} : { recordUrl: recordUrl(bucket, record) }),
        limit: commentLimit,
        reserve: commentReserve,
      }),
    },
    signal,
  );
  tellPosted(posted, host);
}

function recordUrl(bucket: string, { model, releaseId }: ReleaseRecord): string {
  return `gs://${bucket}/vertex-release/${model}/${releaseId}/record.json`;
}

function tellPosted(posted: Posted, host: Host): void {
  switch (posted.state) {
    case 'created':
    case 'updated':
      return host.say(`the report is on the pull request: ${posted.url}`);
    case 'outdated':
      return host.say(`a newer commit has been reported already: ${posted.url}`);
    case 'refused': {
      const mend = posted.mend === undefined ? '' : `. ${posted.mend}`;
      return host.warn(`the report is not on the pull request: ${posted.why}${mend}`);
    }
  }
}

/** A log has no use for the empty lines of a page. */
export function sayLines(host: Host, lines: readonly string[]): void {
  for (const line of lines) if (line.trim() !== '') host.say(line);
}
