import { describe, expect, it } from '@jest/globals';
import { readBuild } from '../../../src/hosts/cloudbuild/build.ts';

describe('what a build says of itself', () => {
  it('is all there on a trigger for pull requests', () => {
    expect(
      readBuild({
        PROJECT_ID: 'acme-ml',
        LOCATION: 'us-central1',
        BUILD_ID: '0f1e-2d',
        COMMIT_SHA: 'c0ffee11',
        TRIGGER_NAME: 'birds',
        REPO_FULL_NAME: 'acme/birds',
        _PR_NUMBER: '12',
        BUILDER_OUTPUT: '/builder/outputs',
      }),
    ).toEqual({
      commit: 'c0ffee11',
      url: 'https://console.cloud.google.com/cloud-build/builds;region=us-central1/0f1e-2d?project=acme-ml',
      trigger: 'birds',
      repository: 'acme/birds',
      pullRequest: 12,
      workspace: '/workspace',
      outputFolder: '/builder/outputs',
    });
  });

  it('is nothing where every substitution is empty', () => {
    const names = [
      'PROJECT_ID',
      'BUILD_ID',
      'COMMIT_SHA',
      'TRIGGER_NAME',
      '_PR_NUMBER',
      'BUILDER_OUTPUT',
    ];
    const environment = Object.fromEntries(names.map((name) => [name, ' ']));
    const none = { commit: undefined, url: undefined, trigger: undefined, repository: undefined };
    const nowhere = { pullRequest: undefined, outputFolder: undefined, workspace: '/workspace' };
    expect(readBuild(environment)).toEqual({ ...none, ...nowhere });
  });

  it.each([
    [{ VERTEX_RELEASE_COMMIT: 'a', COMMIT_SHA: 'b' }, 'a'],
    [{ VERTEX_RELEASE_COMMIT: '', COMMIT_SHA: 'b', REVISION_ID: 'c' }, 'b'],
    [{ COMMIT_SHA: '', REVISION_ID: 'c', SHORT_SHA: 'd' }, 'c'],
    [{ SHORT_SHA: 'd' }, 'd'],
  ])('of %j, the commit is %s', (environment, commit) => {
    expect(readBuild(environment).commit).toBe(commit);
  });

  it.each(['0', '-1', '1.5', 'x; rm', ''])('takes "%s" for no pull request', (number) => {
    expect(readBuild({ _PR_NUMBER: number }).pullRequest).toBeUndefined();
  });

  it('puts nothing into its address that could lead elsewhere', () => {
    const { url = '' } = readBuild({
      BUILD_ID: 'a/../b?x',
      PROJECT_ID: 'p&q=1',
      LOCATION: '../@evil',
    });
    expect(new URL(url).hostname).toBe('console.cloud.google.com');
    expect([...new URL(url).searchParams]).toEqual([['project', 'p&q=1']]);
    expect(new URL(url).pathname).toContain('a%2F..%2Fb%3Fx');
  });
});
