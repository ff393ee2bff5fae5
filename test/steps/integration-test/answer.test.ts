import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../../../src/steps/integration-test/answer.ts';

const answer = (status: number, body: string) =>
  readAnswer({ kind: 'answered', status, body, latencyMs: 1 });

describe('an answer', () => {
  it('has predictions', () => {
    expect(answer(200, '{"predictions":[1],"deployedModelId":"7"}')).toEqual({
      kind: 'predictions',
      predictions: [1],
      latencyMs: 1,
    });
  });

  it.each([
    [
      400,
      '{"error":{"code":400,"message":"instances[0].x must be a number"}}',
      'instances[0].x must be a number',
    ],
    [400, '{"error":"speed must be a number"}', 'speed must be a number'],
    [422, '{"detail":[{"loc":["body"],"msg":"missing"}]}', '[{"loc":["body"],"msg":"missing"}]'],
    [422, '{"message":"no"}', 'no'],
    [500, 'Internal Server Error', 'Internal Server Error'],
    [503, '', ''],
    [400, '[]', ''],
    [200, '{"predictons":[]}', 'the answer is JSON without a list of predictions'],
    [200, '[1]', 'the answer is JSON without a list of predictions'],
    [301, '{}', ''],
  ])('with status %i and %s refuses', (status, body, message) => {
    expect(answer(status, body)).toMatchObject({ kind: 'refused', status, message });
  });

  it.each([
    [200, '<!DOCTYPE html><html><head><title>Sign in</title></head>', /HTML called "Sign in"/],
    [502, '<html><body>Bad gateway</body></html>', /status 502 with a page of HTML: a proxy/],
    [200, '{"predictions": [', /status 200 with .*which is no JSON/],
    [200, '', /an empty body/],
    [302, '', /an empty body/],
  ])('with status %i and %s tells nothing', (status, body, why) => {
    expect(answer(status, body)).toMatchObject({
      kind: 'unreadable',
      status,
      why: expect.stringMatching(why),
    });
  });

  it('that never came tells nothing', () => {
    expect(readAnswer({ kind: 'lost', why: 'the connection was reset', latencyMs: 3 })).toEqual({
      kind: 'unreadable',
      status: undefined,
      why: 'the connection was reset',
      latencyMs: 3,
    });
  });
});
