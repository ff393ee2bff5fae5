import { afterAll, describe, expect, it } from '@jest/globals';
import { makeAuthorisedFetch } from '../../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../../src/google/credentials.ts';
import { originsFrom } from '../../../src/google/origin.ts';
import { googlePredictions } from '../../../src/google/predictions.ts';
import { integrationTest } from '../../../src/steps/integration-test/contract.ts';
import { runIntegrationTest } from '../../../src/steps/integration-test/run.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeMetrics } from '../../support/fake-metrics.ts';
import { recordingClock } from '../../support/recording-clock.ts';
import { type Manners, rudeServer } from '../../support/rude-server.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

let manners: Manners = [];
/** The first case is answered as it ought to be, so that what is wrong is seen to be of the second. */
const server = await rudeServer((body) => (body.includes('"good"') ? good : manners));
afterAll(async () => {
  await server.stop();
});

const http = (status: string, body: string, more = '') =>
  `HTTP/1.1 ${status}\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const good: Manners = [http('200 OK', '{"predictions":["good"]}')];

const suite = ['good', 'bad']
  .map((name) => JSON.stringify({ name, instance: name, expect: { $: { equals: name } } }))
  .join('\n');
const log = JSON.stringify({ instances: ['bad'], predictions: ['bad'] });

async function run(flags: Record<string, string> = {}) {
  const origins = originsFrom({ VERTEX_EMULATOR_HOST: `127.0.0.1:${server.port}` });
  const credentials = makeCredentials(origins);
  const retrier = { clock: recordingClock(), random: { next: () => 0.5 } };
  const host = fakeHost();
  const context = stepContext({
    host,
    predictions: googlePredictions(makeAuthorisedFetch(credentials, retrier), origins, credentials),
    files: fakeFiles({ '/project/suite.jsonl': suite, '/project/log.jsonl': log }),
    clock: recordingClock(),
    metrics: fakeMetrics({ splits: [], requestsPerMs: 0, errorRate: () => 0 }),
  });
  const inputs = inputsOf(integrationTest, {
    suite: 'suite.jsonl',
    endpoint: 'staging',
    warmup_requests: '0',
    request_timeout: '100ms',
    ...flags,
  });
  const ended = await runIntegrationTest(inputs, context).catch((thrown: unknown) => thrown);
  return { ended, host };
}

const long = `HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n`;
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';

/** Says nothing about the model: the step ends in an error and rejects nothing. */
const unreadable: [string, Manners, RegExp][] = [
  [
    'a page of HTML',
    [http('200 OK', '<!doctype html><title>Sign in</title>')],
    /a page of HTML called "Sign in": a proxy or front end answered, not the model/,
  ],
  [
    'a page with a 502',
    [http('502 Bad Gateway', '<html><title>502</title>')],
    /status 502 with a page/,
  ],
  ['half an answer', [`${long}{"predictions":`, 'close'], /broke off after 15 bytes/],
  ['a reset in the middle', [`${long}{"pre`, { pauseMs: 5 }, 'reset'], /broke off after 5 bytes/],
  ['a reset at once', ['reset'], /reset before an answer came/],
  ['a farewell without an answer', ['close'], /reset before an answer came/],
  ['half a head', ['HTTP/1.1 200 OK\r\nconte', 'close'], /no HTTP|broke off|reset/],
  ['chunks that stop', [`${chunked}5\r\n{"pre\r\n`, 'close'], /broke off after 5 bytes/],
  ['a chunk without a size', [`${chunked}zz\r\n`, 'close'], /no HTTP|broke off/],
  ['a slow body', [long, { pauseMs: 400 }, '{'], /no answer within 100 ms/],
  ['silence', [{ pauseMs: 400 }], /no answer within 100 ms/],
  ['no JSON', [http('200 OK', '{"predictions": [0.5')], /which is no JSON/],
  ['NaN', [http('200 OK', '{"predictions": [NaN]}')], /which is no JSON/],
  ['nothing', [http('200 OK', '')], /an empty body/],
  ['another protocol', ['SSH-2.0-OpenSSH\r\n\r\n', 'close'], /no HTTP/],
];

/** The model's own fault, and reason to reject it. */
const wrong: [string, Manners, RegExp][] = [
  ['JSON of another form', [http('200 OK', '{"result": 1}')], /JSON without a list of predictions/],
  ['a list alone', [http('200 OK', '["bad"]')], /JSON without a list of predictions/],
  ['an error of the model', [http('500 Oops', '{"error":"boom"}')], /refused with 500: boom/],
  [
    'a refusal in plain text',
    [http('400 Bad', 'no such column')],
    /refused with 400: no such column/,
  ],
];

describe('an endpoint that gives', () => {
  it.each(unreadable)('%s: an error that names the case, and no verdict', async (_, given, why) => {
    manners = given;
    const { ended } = await run();
    expect(ended).toMatchObject({
      code: 'EVIDENCE_UNREADABLE',
      problems: [{ where: '/project/suite.jsonl:2 "bad"', found: expect.stringMatching(why) }],
    });
  });

  it.each(wrong)('%s: too many errors, and the release is rejected', async (_, given, why) => {
    manners = given;
    const { ended, host } = await run();
    expect(ended).toMatchObject({ verdict: 'fail', outcome: 'rejected' });
    expect(host.lines).toContainEqual(expect.stringMatching(why));
  });

  it.each([...unreadable, ...wrong])('%s: borne as far as told', async (_, given) => {
    manners = given;
    const { ended } = await run({ max_error_rate: '0.5' });
    expect(ended).toMatchObject({ verdict: 'pass', outputs: { passed: 1, failed: 1 } });
  });

  it.each([...unreadable, ...wrong])('%s under load: told by its reason', async (_, given) => {
    manners = given;
    const { ended } = await run({
      max_error_rate: '0.9',
      load_rate: '100',
      load_ramp: '0s',
      load_duration: '80ms',
    });
    // Each second request is answered.
    expect(ended).toMatchObject({
      evidence: { load: { requests: 8, failed: 4, reasons: [{ count: 4 }] } },
    });
  });

  it.each(unreadable)('%s to a logged request: no difference of the model', async (_, given) => {
    manners = given;
    const { ended } = await run({
      max_error_rate: '1',
      shadow: 'true',
      shadow_requests: 'log.jsonl',
      max_shadow_difference: '0',
    });
    expect(ended).toMatchObject({
      code: 'EVIDENCE_UNREADABLE',
      problems: expect.arrayContaining([expect.objectContaining({ where: 'the logged requests' })]),
    });
  });
});

describe('a tolerance that nothing can keep', () => {
  it.each([
    [
      '{"name":"a","instance":1,"expect":{"$":{"equals":"x","tolerance":1}}}',
      /a tolerance only where/,
    ],
    ['{"name":"a","instance":1,"expect":{"$":{"equals":1,"tolerance":-1}}}', /tolerance/],
    ['{"name":"a","instance":1,"expect":{"$":{"min":2,"max":1}}}', /min that is at most max/],
    ['{"name":"a","instance":1,"expect":{"$":{"equals":1,"tolerance":"1e999"}}}', /tolerance/],
  ])('%s is refused before anything is asked', async (text, says) => {
    const context = stepContext({
      host: fakeHost(),
      files: fakeFiles({ '/project/s.jsonl': text }),
    });
    const inputs = inputsOf(integrationTest, { suite: 's.jsonl', endpoint: 'staging' });
    const ended = await runIntegrationTest(inputs, context).catch((thrown: unknown) => thrown);
    expect(ended).toMatchObject({ code: 'INPUT_INVALID', exitCode: 2 });
    expect(JSON.stringify(ended)).toMatch(says);
    expect(JSON.stringify(ended)).toContain('s.jsonl:1');
  });
});
