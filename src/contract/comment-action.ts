import { path } from './kinds/path.ts';
import { secret } from './kinds/text.ts';
import { output } from './output.ts';

/**
 * The action that posts the report of another run's release. It is no step: it works on no release
 * and reads no configuration file.
 */
export const commentAction = {
  name: 'comment',
  summary: 'Report a release that an untrusted workflow run made on its pull request.',
  inputs: {
    record: path({
      about:
        'Release record that the finished run left, such as from its artifact. Nothing in it is trusted: it must be a record of the commit that the run was for.',
      example: 'release-record.json',
      required: true,
      perRun: true,
    }),
    github_token: secret({
      about: 'Token that may write comments on the pull request.',
      environment: ['GITHUB_TOKEN'],
      actionDefault: '${{ github.token }}',
    }),
  },
  outputs: {
    state: output(
      'What became of the report: created, updated, outdated (a newer run has reported), refused, or none (no open pull request is at that commit any more).',
    ),
    url: output('Address of the comment. Empty when there is none.'),
  },
} as const;
