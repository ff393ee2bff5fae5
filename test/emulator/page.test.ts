import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, parent } from './harness.ts';
import type { Overview } from '../../src/emulator/page/overview.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const overviewPath = '/emulator/v1/overview';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(async () => {
  await bench.stop();
});

/** Sends headers that fetch would not let through. Answers the status. */
function send(method: string, path: string, headers: Record<string, string>): Promise<number> {
  const [host, port] = bench.emulator.http.split(':');
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host, port, method, path, headers });
    request.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
    request.end();
  });
}

async function overview(query = ''): Promise<Overview> {
  const { status, body } = await bench.call('GET', `${overviewPath}${query}`);
  expect(status).toBe(200);
  return body as unknown as Overview;
}

async function page(): Promise<{ html: string; headers: Headers }> {
  const { body, headers } = await bench.call('GET', '/');
  return { html: String(body), headers };
}

describe('who gets the page', () => {
  const own = (): string => bench.emulator.http;
  const port = (): string => own().split(':')[1] ?? '';
  // What browsers send: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
  const requests: { what: string; headers: () => Record<string, string>; status: number }[] = [
    {
      what: 'a typed address',
      headers: () => ({
        'sec-fetch-site': 'none',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
        'upgrade-insecure-requests': '1',
      }),
      status: 200,
    },
    {
      what: 'a request of the page itself',
      headers: () => ({
        'sec-fetch-site': 'same-origin',
        'sec-fetch-mode': 'cors',
        'sec-fetch-dest': 'empty',
        referer: `http://${own()}/`,
      }),
      status: 200,
    },
    { what: 'localhost', headers: () => ({ host: `localhost:${port()}` }), status: 200 },
    {
      what: 'a link on another site',
      headers: () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
      status: 403,
    },
    {
      what: 'another port of this machine',
      headers: () => ({ 'sec-fetch-site': 'same-site' }),
      status: 403,
    },
    {
      what: 'a fetch of another origin',
      headers: () => ({ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }),
      status: 403,
    },
    { what: 'a frame without an origin', headers: () => ({ origin: 'null' }), status: 403 },
    {
      what: 'a name that was rebound to this machine',
      headers: () => ({ host: `evil.test:${port()}`, 'sec-fetch-site': 'same-origin' }),
      status: 403,
    },
  ];

  it.each(requests)('$what gets $status', async ({ headers, status }) => {
    expect(await send('GET', '/', headers())).toBe(status);
    expect(await send('GET', overviewPath, headers())).toBe(status);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is found nowhere', async (method) => {
    const headers = { 'content-type': 'application/json' };
    expect(await send(method, '/', headers)).toBe(404);
    expect(await send(method, overviewPath, headers)).toBe(404);
  });

  it('no fault is spent on it', async () => {
    const fault = { kind: 'status', method: '*', resource: '*', count: 1 };
    const { body } = await bench.call('POST', '/emulator/v1/faults', fault);
    expect(await send('GET', '/', {})).toBe(200);
    expect(await send('GET', overviewPath, {})).toBe(200);
    expect((await overview()).faults.items).toEqual([
      {
        id: body['id'],
        kind: 'status',
        settings: 'method: *, resource: *, count: 1',
        seen: 0,
        hits: 0,
      },
    ]);
    expect((await bench.call('GET', `${parent}/models`)).status).toBe(503);
    expect((await overview()).faults.items).toMatchObject([
      { hits: 1, lastHit: { method: 'google.cloud.aiplatform.v1.ModelService.ListModels' } },
    ]);
    await bench.call('DELETE', '/emulator/v1/faults');
  });
});

describe('the document', () => {
  function directives(headers: Headers): Map<string, string> {
    const parts = (headers.get('content-security-policy') ?? '').split('; ');
    return new Map(
      parts.map((part) => {
        const [name = '', ...values] = part.split(' ');
        return [name, values.join(' ')];
      }),
    );
  }

  const hashOf = (text: string): string =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

  it('may run its own script and style, and nothing else', async () => {
    const { html, headers } = await page();
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
    expect(style).toContain('color-scheme');
    expect(script).toContain(overviewPath);
    expect(Object.fromEntries(directives(headers))).toEqual({
      'default-src': "'none'",
      'script-src': hashOf(script),
      'style-src': hashOf(style),
      'img-src': 'data:',
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
  });

  it('has one script, no handlers in attributes, and nothing from elsewhere', async () => {
    const { html } = await page();
    const markup = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');
    expect(markup.match(/<script/g)).toHaveLength(1);
    expect(markup).not.toMatch(/\son\w+=|\sstyle=|\ssrc=|javascript:|<form|<iframe/i);
    const addresses = [...markup.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    expect(addresses.filter((href) => !/^(#|data:image\/svg\+xml,)/.test(href))).toEqual([]);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import/);
  });

  it('has what readers of screens go by', async () => {
    const { html } = await page();
    expect(html).toMatch(/<html lang="en">/);
    for (const [, id = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
      expect(html).toContain(` id="${id}"`);
    }
    for (const [, id = ''] of html.matchAll(/href="#([^"]+)"/g)) {
      expect(html).toContain(` id="${id}"`);
    }
    expect(html).toMatch(/prefers-reduced-motion/);
  });

  it.each(['/', overviewPath])('%s is neither kept, sniffed nor lent to others', async (path) => {
    const { headers } = await bench.call('GET', path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-type')).toBe(
      path === '/' ? 'text/html; charset=utf-8' : 'application/json; charset=UTF-8',
    );
  });
});
