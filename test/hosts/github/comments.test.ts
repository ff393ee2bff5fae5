import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { githubApi } from '../../../src/hosts/github/api.ts';
import { commentBody } from '../../../src/hosts/github/comment-marker.ts';
import { githubComments } from '../../../src/hosts/github/comments.ts';
import type { Comment } from '../../../src/ports/comments.ts';
import { type FakeGithub, fakeGithub } from '../../support/fake-github.ts';
import { recordingClock } from '../../support/recording-clock.ts';

const run = { workflow: '.github/workflows/release.yaml', number: 7, attempt: 1 };
const comment: Comment = { key: 'birds', release: 'birds-1a2b3c4d-1', run, text: 'All is well.' };

let github: FakeGithub;
let clock: ReturnType<typeof recordingClock>;
beforeEach(async () => {
  github = await fakeGithub();
  clock = recordingClock();
});
afterEach(() => github.stop());

function put(change: Partial<Comment> = {}, signal?: AbortSignal) {
  const api = githubApi({ token: 'token', clock, random: { next: () => 0.5 }, fetch });
  const comments = githubComments({
    api,
    apiUrl: github.url,
    graphqlUrl: `${github.url}/graphql`,
    repository: 'acme/birds',
  });
  return comments.put(3, { ...comment, ...change }, signal);
}

function plant(login: string, body: string, issue = 3): void {
  github.comments.push({ id: github.comments.length + 1, issue, login, body });
}

const texts = () => github.comments.map(({ body }) => body.split('\n').slice(1).join('\n'));
const count = (verb: string) =>
  github.requests.filter((request) => request.verb === verb && request.url !== '/graphql').length;

describe('the report on a pull request', () => {
  it('is made once and then kept up to date', async () => {
    expect(await put()).toMatchObject({ state: 'created', others: 0 });
    expect(await put({ text: 'It got better.' })).toMatchObject({ state: 'updated' });
    expect(texts()).toEqual(['It got better.']);
  });

  it('is one per key', async () => {
    await put();
    expect(await put({ key: 'fish' })).toMatchObject({ state: 'created' });
    expect(github.comments).toHaveLength(2);
  });

  it('is not taken from somebody else who has planted the marker', async () => {
    plant('mallory', commentBody(comment));
    expect(await put({ text: 'Ours.' })).toMatchObject({ state: 'created' });
    expect(github.comments[0]?.body).toBe(commentBody(comment));
  });

  it('is found by the login of the token, whosever that is', async () => {
    github.login = 'release-bot';
    await put();
    expect(await put()).toMatchObject({ state: 'updated' });
    expect(github.comments).toHaveLength(1);
  });

  it('is found behind hundreds of other comments', async () => {
    for (let other = 0; other < 250; other += 1) plant('somebody', `comment ${other}`);
    plant('github-actions[bot]', commentBody(comment));
    expect(await put({ text: 'Found.' })).toMatchObject({ state: 'updated' });
    expect(count('GET')).toBe(3);
  });

  it('gives up looking after a hundred pages', async () => {
    for (let other = 0; other < 10_001; other += 1) plant('somebody', 'x');
    await put();
    expect(count('GET')).toBe(100);
  });

  it('updates the oldest of two and says that there are more', async () => {
    plant('github-actions[bot]', commentBody(comment));
    plant('github-actions[bot]', commentBody(comment));
    expect(await put({ text: 'New.' })).toMatchObject({ state: 'updated', others: 1 });
    expect(texts()).toEqual(['New.', 'All is well.']);
  });

  it('is not taken back by an older run, in whichever order they come', async () => {
    const older = { ...run, number: 6 };
    await put({ text: 'newer' });
    expect(await put({ run: older, text: 'older' })).toMatchObject({ state: 'outdated' });
    expect(texts()).toEqual(['newer']);
    github.comments.length = 0;
    await put({ run: older, text: 'older' });
    await put({ text: 'newer' });
    expect(texts()).toEqual(['newer']);
  });

  it('is made anew when it was deleted meanwhile', async () => {
    await put();
    github.onRequest(({ verb }) => {
      if (verb === 'PATCH') github.comments.length = 0;
    });
    expect(await put({ text: 'Again.' })).toMatchObject({ state: 'created' });
    expect(texts()).toEqual(['Again.']);
  });

  it('is not made twice when the answer to the first was lost', async () => {
    github.trouble('POST', { status: 502, afterwards: true });
    expect(await put()).toMatchObject({ state: 'updated' });
    expect(github.comments).toHaveLength(1);
  });

  it.each([
    [403, 'Resource not accessible by integration', /pull-requests: write/],
    [404, 'Not Found', /pull-requests: write/],
    [410, 'Issues are disabled', /takes no comments/],
    [401, 'Bad credentials', /expired/],
  ])('is refused with %d, which is told and not thrown', async (status, message, mend) => {
    github.trouble('POST', { status, message });
    expect(await put()).toEqual({
      state: 'refused',
      why: `${status} ${message}`,
      mend: expect.stringMatching(mend),
    });
    expect(clock.sleeps).toEqual([]);
  });

  it('fits, however long it is', async () => {
    expect(await put({ text: 'line\n'.repeat(40_000) })).toMatchObject({ state: 'created' });
    expect(await put({ text: 'line\n'.repeat(50_000) })).toMatchObject({ state: 'updated' });
  });
});

describe('trouble at GitHub', () => {
  it('is sat out', async () => {
    github.trouble('GET', { status: 502 }, { status: 503 });
    expect(await put()).toMatchObject({ state: 'created' });
    expect(clock.sleeps).toEqual([1_000, 2_000]);
  });

  it('is waited for as long as GitHub says', async () => {
    github.trouble('POST', {
      status: 403,
      headers: { 'retry-after': '20' },
      message: 'You have exceeded a secondary rate limit',
    });
    expect(await put()).toMatchObject({ state: 'created' });
    expect(clock.sleeps).toEqual([20_000]);
  });

  it('is waited for until the limit is reset', async () => {
    const reset = Math.floor(clock.now() / 1_000) + 30;
    github.trouble('GET', {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
    });
    expect(await put()).toMatchObject({ state: 'created' });
    expect(clock.sleeps).toEqual([30_000]);
  });

  it('is not waited for when it would take an hour', async () => {
    github.trouble('GET', { status: 429, headers: { 'retry-after': '3600' } });
    expect(await put()).toMatchObject({ state: 'refused', why: '429 trouble' });
    expect(clock.sleeps).toEqual([]);
  });

  it('ends the attempts when it lasts', async () => {
    github.trouble('GET', ...Array.from({ length: 20 }, () => ({ status: 503 })));
    expect(await put()).toMatchObject({ state: 'refused', why: '503 trouble' });
    expect(count('GET')).toBe(5);
  });

  it('is told when nobody answers', async () => {
    await github.stop();
    expect(await put()).toMatchObject({ state: 'refused', why: expect.any(String) });
    github = await fakeGithub();
  });

  it('is not waited for when the run is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await put({}, controller.signal)).toMatchObject({ state: 'refused' });
    expect(clock.sleeps).toEqual([]);
  });
});

describe('the token', () => {
  it('is not repeated when a server says it back', async () => {
    github.trouble('POST', { status: 422, message: 'no token here' });
    expect(await put()).toMatchObject({ why: '422 no *** here' });
  });

  it('goes to GitHub as a bearer and nowhere else', async () => {
    await put();
    expect(new Set(github.requests.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer token']),
    );
    github.trouble('GET', { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } });
    const before = github.requests.length;
    await put();
    expect(github.requests.length).toBeGreaterThan(before);
  });
});
