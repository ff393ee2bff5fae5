import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { before, after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('serve.mjs', import.meta.url));
const MODEL = {
  features: 'tiny',
  intercept: 0,
  categories: { wildlife_size: { Large: 2, '(other)': -1, '(missing)': 0 } },
  numbers: { speed_knots: { fill: 100, weight: 0.01, missing: -1 } },
};

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'birdstrikes-'));
  await writeFile(join(folder, 'model.json'), JSON.stringify(MODEL));
});
after(() => rm(folder, { recursive: true }));

test('a loaded server is healthy and predicts', async (t) => {
  const server = await start(t, folder);
  await server.line(/^ready: tiny model/);
  assert.equal((await server.get('/health')).status, 200);
  const { status, body } = await server.predict({
    instances: [{ wildlife_size: 'Large', speed_knots: 0 }, {}, { wildlife_size: 'Small' }],
  });
  assert.equal(status, 200);
  assert.deepEqual(
    body.predictions.map(({ damage_probability: p }) => p),
    [2, 0, -1].map((logit) => 1 / (1 + Math.exp(-logit))),
  );
});

test("a caller's mistake is a 400 that says where it is", async (t) => {
  const server = await start(t, folder);
  await server.line(/^ready/);
  const mistakes = [
    ['{', /not JSON/],
    [[], /must be an object/],
    [{ instances: [] }, /at least one/],
    [{ instances: [{}, 3] }, /instances\[1\] must be an object/],
    [{ instances: [{ time_of_day: 'Noon' }] }, /instances\[0\].time_of_day must be one of Dawn/],
    [{ instances: [{ speed_knots: '90' }] }, /instances\[0\].speed_knots must be a number/],
  ];
  for (const [sent, message] of mistakes) {
    const { status, body } = await server.predict(sent);
    assert.equal(status, 400);
    assert.match(body.error, message);
  }
  assert.equal((await server.get('/nowhere')).status, 404);
});

test('SIGTERM lets a request that has begun finish', async (t) => {
  const server = await start(t, folder);
  await server.line(/^ready/);
  const begun = server.open('POST', '/predict', { expect: '100-continue' });
  begun.flushHeaders();
  await once(begun, 'continue');
  server.process.kill('SIGTERM');
  await server.line(/^stopping/);
  begun.end(JSON.stringify({ instances: [{}] }));
  const [response] = await once(begun, 'response');
  assert.equal(response.statusCode, 200);
  assert.equal(JSON.parse(await text(response)).predictions.length, 1);
  assert.deepEqual(await server.exit, [0, null]);
});

test('without its model a server ends', async (t) => {
  const server = await start(t, join(folder, 'nothing'));
  assert.deepEqual(await server.exit, [1, null]);
});

async function start(t, storageUri) {
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      AIP_HTTP_HOST: '127.0.0.1',
      AIP_HTTP_PORT: '0',
      AIP_HEALTH_ROUTE: '/health',
      AIP_PREDICT_ROUTE: '/predict',
      AIP_STORAGE_URI: storageUri,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const agent = new Agent({ keepAlive: true });
  const exit = once(child, 'exit');
  t.after(async () => {
    agent.destroy();
    child.kill();
    await exit;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (pattern) => {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      if (pattern.test(next.value)) return next.value;
    }
    throw new Error(`the server never said ${pattern}`);
  };
  const port = Number((await line(/^listening on /)).split(':').at(-1));
  const open = (method, path, headers) =>
    request({ host: '127.0.0.1', port, agent, method, path, headers });
  const send = async (method, path, body) => {
    const outgoing = open(method, path).end(body);
    const [response] = await once(outgoing, 'response');
    return { status: response.statusCode, body: JSON.parse(await text(response)) };
  };
  return {
    process: child,
    exit,
    line,
    open,
    get: (path) => send('GET', path),
    predict: (body) =>
      send('POST', '/predict', typeof body === 'string' ? body : JSON.stringify(body)),
  };
}
