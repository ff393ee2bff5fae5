import { describe, expect, it } from '@jest/globals';
import { makeCredentials } from '../../src/google/credentials.ts';
import { allowRemoteEmulator, originsFrom, urlOf } from '../../src/google/origin.ts';

describe('originsFrom', () => {
  it.each([[{}], [{ VERTEX_EMULATOR_HOST: '' }], [{ STORAGE_EMULATOR_HOST: '127.0.0.1:1' }]])(
    'is Google with %j',
    (environment) => {
      const origins = originsFrom(environment);
      expect(origins.emulated).toBe(false);
      expect(urlOf(origins.vertex('us-central1'), '/v1/x')).toBe(
        'https://us-central1-aiplatform.googleapis.com/v1/x',
      );
      expect(urlOf(origins.storage, '/')).toBe('https://storage.googleapis.com/');
      expect(urlOf(origins.monitoring, '/')).toBe('https://monitoring.googleapis.com/');
      expect(urlOf(origins.logging, '/')).toBe('https://logging.googleapis.com/');
      expect(urlOf(origins.bigquery, '/')).toBe('https://bigquery.googleapis.com/');
    },
  );

  it.each([
    ['127.0.0.1:8377', 'http://127.0.0.1:8377/'],
    ['127.9.8.7:80', 'http://127.9.8.7/'],
    ['localhost:1', 'http://localhost:1/'],
    ['http://localhost', 'http://localhost/'],
    ['https://localhost', 'https://localhost/'],
    ['[::1]:8377', 'http://[::1]:8377/'],
    ['LOCALHOST:9', 'http://localhost:9/'],
  ])('takes %s for this machine', (host, url) => {
    const origins = originsFrom({ VERTEX_EMULATOR_HOST: host });
    expect(origins.emulated).toBe(true);
    expect(urlOf(origins.vertex('anywhere'), '/')).toBe(url);
  });

  it.each([
    'evil.example:80',
    '10.0.0.1:80',
    '0.0.0.0:80',
    'localhost.evil.example:80',
    '127.0.0.1.nip.io:80',
    'http://127.0.0.1@evil.example',
    '[::ffff:10.0.0.1]:80',
    '[2001:db8::1]:80',
    'ftp://127.0.0.1',
    'http://',
    '127.0.0.1:99999',
  ])('refuses %s', (host) => {
    expect(() => originsFrom({ VERTEX_EMULATOR_HOST: host })).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        message: expect.stringContaining('VERTEX_EMULATOR_HOST'),
      }),
    );
  });

  it('refuses a foreign sibling by its name', () => {
    const environment = { VERTEX_EMULATOR_HOST: '127.0.0.1:1', STORAGE_EMULATOR_HOST: 'evil:2' };
    expect(() => originsFrom(environment)).toThrow(/STORAGE_EMULATOR_HOST/);
  });

  it('takes any host when that is allowed, and only by the exact word', () => {
    const remote = { VERTEX_EMULATOR_HOST: 'build-host:8377' };
    const allowed = originsFrom({ ...remote, [allowRemoteEmulator]: '1' });
    expect(urlOf(allowed.storage, '/')).toBe('http://build-host:8377/');
    expect(() => originsFrom({ ...remote, [allowRemoteEmulator]: 'true' })).toThrow(
      'is not on this machine',
    );
  });

  it('reaches each sibling where it is, by default beside Vertex', () => {
    const origins = originsFrom({
      VERTEX_EMULATOR_HOST: '127.0.0.1:1',
      STORAGE_EMULATOR_HOST: 'http://127.0.0.1:2',
      LOGGING_EMULATOR_HOST: '',
      BIGQUERY_EMULATOR_HOST: '127.0.0.1:3',
    });
    expect(origins.bigquery.port).toBe(3);
    expect([origins.storage, origins.monitoring, origins.logging].map((one) => one.port)).toEqual([
      2, 1, 1,
    ]);
  });
});

describe('credentials', () => {
  it('are neither looked for nor sent against an emulator', async () => {
    const credentials = makeCredentials(originsFrom({ VERTEX_EMULATOR_HOST: '127.0.0.1:1' }));
    expect(await credentials.headersFor('http://127.0.0.1:1/v1/x')).toEqual({});
  });

  it.each([
    'https://evil.example/v1/x',
    'https://storage.googleapis.com.evil.example/',
    'https://evilgoogleapis.com/',
    'http://storage.googleapis.com/',
    'https://storage.googleapis.com@evil.example/',
    'http://e.us-central1-1.prediction.vertexai.goog/',
    'https://prediction.vertexai.goog.evil.example/',
    'https://e.us-central1-1.prediction.vertexai.goog.evil.example/',
    'https://evilprediction.vertexai.goog/',
  ])('never go to %s', async (url) => {
    await expect(makeCredentials(originsFrom({})).headersFor(url)).rejects.toMatchObject({
      code: 'INTERNAL',
    });
  });
});
