import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../src/errors/error.ts';
import { HttpFailure, toApiFailure, toReleaseError } from '../../src/google/api-error.ts';
import { messageOf } from '../../src/google/authorised-fetch.ts';
import { type CallClass, withRetries } from '../../src/google/retry.ts';
import { recordingClock } from '../support/recording-clock.ts';

const fetchFailed = () =>
  new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
const gaxError = (code: number) => Object.assign(new Error('from gax'), { code });

describe('what a call failed with', () => {
  it.each<[string, unknown, string]>([
    ['HTTP 400', new HttpFailure(400, 'x'), 'API_FAILED'],
    ['HTTP 401', new HttpFailure(401, 'x'), 'PERMISSION_DENIED'],
    ['HTTP 403', new HttpFailure(403, 'x'), 'PERMISSION_DENIED'],
    ['HTTP 404', new HttpFailure(404, 'x'), 'RESOURCE_NOT_FOUND'],
    ['HTTP 409', new HttpFailure(409, 'x'), 'CONFLICT'],
    ['HTTP 412', new HttpFailure(412, 'x'), 'API_FAILED'],
    ['HTTP 418', new HttpFailure(418, 'x'), 'API_FAILED'],
    ['HTTP 504', new HttpFailure(504, 'x'), 'DEADLINE_EXCEEDED'],
    ['HTTP 429', new HttpFailure(429, 'x'), 'QUOTA_EXCEEDED'],
    ['HTTP 500', new HttpFailure(500, 'x'), 'API_UNAVAILABLE'],
    ['HTTP 503', new HttpFailure(503, 'x'), 'API_UNAVAILABLE'],
    ['HTTP 599', new HttpFailure(599, 'x'), 'API_UNAVAILABLE'],
    ['gax INVALID_ARGUMENT', gaxError(3), 'API_FAILED'],
    ['gax DEADLINE_EXCEEDED', gaxError(4), 'DEADLINE_EXCEEDED'],
    ['gax NOT_FOUND', gaxError(5), 'RESOURCE_NOT_FOUND'],
    ['gax ALREADY_EXISTS', gaxError(6), 'CONFLICT'],
    ['gax PERMISSION_DENIED', gaxError(7), 'PERMISSION_DENIED'],
    ['gax UNKNOWN', gaxError(2), 'API_UNAVAILABLE'],
    ['gax RESOURCE_EXHAUSTED', gaxError(8), 'QUOTA_EXCEEDED'],
    ['gax INTERNAL', gaxError(13), 'API_UNAVAILABLE'],
    ['gax UNAVAILABLE', gaxError(14), 'API_UNAVAILABLE'],
    ['gax FAILED_PRECONDITION', gaxError(9), 'API_FAILED'],
    ['gax ABORTED', gaxError(10), 'CONFLICT'],
    ['gax UNAUTHENTICATED', gaxError(16), 'PERMISSION_DENIED'],
    ['no answer', fetchFailed(), 'HOST_UNREACHABLE'],
    ['no answer in time', new DOMException('timed out', 'TimeoutError'), 'DEADLINE_EXCEEDED'],
    [
      'no credentials',
      new Error('Could not load the default credentials. Browse to …'),
      'CREDENTIALS_MISSING',
    ],
  ])('%s becomes an error to act on', (_, thrown, code) => {
    const error = toReleaseError(toApiFailure(thrown), 'ModelService.GetModel', 'models/m');
    expect(error.code).toBe(code);
    expect(error.message).toContain('ModelService.GetModel for models/m');
    expect(error.cause).toBe(thrown);
  });

  it('tells why fetch failed, which fetch itself does not', () => {
    const error = toReleaseError(toApiFailure(fetchFailed()), 'a', 'b');
    expect(error.message).toContain('connect ECONNREFUSED');
  });

  it.each([
    ['Google’s envelope', '{"error":{"code":403,"message":"no access"}}', 'no access'],
    ['a page of a proxy', '<html>\n<body>', 'HTTP 502: <html>'],
    ['nothing', '', 'HTTP 502'],
    ['other JSON', '{"error":"no"}', 'HTTP 502: {"error":"no"}'],
    ['null', 'null', 'HTTP 502: null'],
    ['a long line', 'x'.repeat(500), `HTTP 502: ${'x'.repeat(200)}`],
  ])('reads the message of %s', (_, body, message) => {
    expect(messageOf(body, 502)).toBe(message);
  });
});

/** How often a call that always fails so is sent. */
async function attemptsOf(kind: CallClass, thrown: unknown) {
  const clock = recordingClock();
  let sent = 0;
  const call = withRetries(
    { method: 'M', resource: 'r', class: kind },
    { clock, random: { next: () => 0.5 } },
    async () => {
      sent += 1;
      throw thrown;
    },
  );
  await expect(call).rejects.toBeInstanceOf(ReleaseError);
  expect(clock.sleeps).toHaveLength(sent - 1);
  return sent;
}

describe('withRetries', () => {
  const classes: CallClass[] = ['read', 'repeatable', 'guarded', 'once'];
  const many = 8;
  const few = 3;

  it.each<[string, unknown, [read: number, repeatable: number, guarded: number, once: number]]>([
    ['too many requests', new HttpFailure(429, 'x'), [many, many, many, many]],
    ['unavailable', new HttpFailure(503, 'x'), [many, many, 1, 1]],
    ['a bad gateway', new HttpFailure(502, 'x'), [many, many, 1, 1]],
    ['no answer in time', new HttpFailure(504, 'x'), [many, many, 1, 1]],
    ['our own time-out', new DOMException('x', 'TimeoutError'), [many, many, 1, 1]],
    ['no connection', fetchFailed(), [few, few, 1, 1]],
    ['an internal error', gaxError(13), [few, few, 1, 1]],
    ['stale credentials', new HttpFailure(401, 'x'), [few, few, few, few]],
    ['a bad request', new HttpFailure(400, 'x'), [1, 1, 1, 1]],
    ['no permission', gaxError(7), [1, 1, 1, 1]],
    ['a conflict', new HttpFailure(409, 'x'), [1, 1, 1, 1]],
    ['a stale precondition', new HttpFailure(412, 'x'), [1, 1, 1, 1]],
    ['what does not exist', gaxError(5), [1, 1, 1, 1]],
    ['no credentials', new Error('Could not load the default credentials'), [1, 1, 1, 1]],
    ['an error of our own', new ReleaseError('STATE_CORRUPT', 'x'), [1, 1, 1, 1]],
  ])('sends as often as the class of the call allows after %s', async (_, thrown, expected) => {
    const sent = await Promise.all(classes.map((kind) => attemptsOf(kind, thrown)));
    expect(sent).toEqual(expected);
  });

  it('answers what the first successful attempt gives', async () => {
    const clock = recordingClock();
    const failures = [new HttpFailure(503, 'x'), fetchFailed(), gaxError(13)];
    const answer = await withRetries(
      { method: 'M', resource: 'r', class: 'read' },
      { clock, random: { next: () => 0 } },
      async () => {
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        return 'answer';
      },
    ).catch((error: unknown) => error);
    // The third failure is of a kind that is tried three times in all.
    expect(answer).toMatchObject({ code: 'API_UNAVAILABLE' });
    expect(clock.sleeps).toHaveLength(2);
  });

  it.each([
    ['the least', 0],
    ['the most', 0.999999],
  ])('waits anywhere below a ceiling that grows and stays bounded: %s', async (_, chance) => {
    const clock = recordingClock();
    await expect(
      withRetries(
        { method: 'M', resource: 'r', class: 'read' },
        { clock, random: { next: () => chance } },
        async () => {
          throw new HttpFailure(503, 'x');
        },
      ),
    ).rejects.toMatchObject({
      code: 'API_UNAVAILABLE',
      message: expect.stringContaining('UNAVAILABLE'),
    });
    for (const [index, slept] of clock.sleeps.entries()) {
      const ceiling = Math.min(30_000, 500 * 1.6 ** index);
      expect(slept).toBeCloseTo(chance * ceiling, 0);
    }
  });

  it('stops when the run is cancelled while it waits', async () => {
    const controller = new AbortController();
    const clock = recordingClock((count) => count === 2 && controller.abort());
    let sent = 0;
    const call = withRetries(
      { method: 'M', resource: 'r', class: 'read', signal: controller.signal },
      { clock, random: { next: () => 0.5 } },
      async () => {
        sent += 1;
        throw new HttpFailure(503, 'x');
      },
    );
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED', exitCode: 130 });
    expect(sent).toBe(2);
  });

  it('says that it was cancelled when the abort cut the call itself', async () => {
    const controller = new AbortController();
    const call = withRetries(
      { method: 'M', resource: 'r', class: 'read', signal: controller.signal },
      { clock: recordingClock(), random: { next: () => 0.5 } },
      async () => {
        controller.abort();
        throw new DOMException('This operation was aborted', 'AbortError');
      },
    );
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
