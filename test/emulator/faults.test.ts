import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FaultBench } from './fault-bench.ts';
import { parent, until } from './harness.ts';

jest.setTimeout(60_000);

let world: FaultBench;

beforeAll(async () => {
  world = await FaultBench.start();
});

afterAll(async () => {
  await world.bench.stop();
});

afterEach(async () => {
  await world.clear();
});

describe('a fault', () => {
  it('is refused with all that is wrong with it', async () => {
    const { status, body } = await world.bench.call('POST', '/emulator/v1/faults', {
      kind: 'status',
      status: 'BROKEN',
      probability: 2,
      skip: -1,
      colour: 'red',
    });
    expect(status).toBe(400);
    const message = String(body['error']?.['message']);
    for (const part of [/status: expected one of CANCELLED/, /probability/, /skip/, /colour/]) {
      expect(message).toMatch(part);
    }
    const unknown = await world.bench.call('POST', '/emulator/v1/faults', { kind: 'gremlin' });
    expect(String(unknown.body['error']?.['message'])).toMatch(/one of latency, status/);
    const list = await world.bench.call('GET', '/emulator/v1/faults');
    expect(list.body['faults']).toEqual([]);
  });

  it('is listed with its hits, and gone when it is deleted', async () => {
    const spec = {
      kind: 'status',
      status: 'UNAVAILABLE',
      method: '*.UpdateEndpoint',
      resource: '*/endpoints/production',
      skip: 1,
      count: 1,
    };
    const id = await world.fault(spec);
    expect((await world.rename('a')).status).toBe(200);
    expect((await world.rename('b')).status).toBe(503);
    expect((await world.rename('c')).status).toBe(200);
    const list = await world.bench.call('GET', '/emulator/v1/faults');
    expect([...(list.body['faults'] ?? [])]).toEqual([
      {
        id,
        ...spec,
        created: new Date(world.clock.time).toISOString(),
        seen: 2,
        hits: 1,
        last_hit: {
          time: new Date(world.clock.time).toISOString(),
          method: 'google.cloud.aiplatform.v1.EndpointService.UpdateEndpoint',
          resource: world.endpoint,
        },
      },
    ]);
    await world.bench.call('DELETE', `/emulator/v1/faults/${id}`);
    expect((await world.bench.call('DELETE', `/emulator/v1/faults/${id}`)).status).toBe(404);
    expect((await world.bench.call('GET', '/emulator/v1/faults')).body['faults']).toEqual([]);
  });

  it('lasts from and until its times, on the clock of the emulator', async () => {
    await world.fault({ kind: 'status', method: '*.GetEndpoint', from_ms: 1_000, until_ms: 2_000 });
    const status = async () => (await world.bench.call('GET', `/v1/${world.endpoint}`)).status;
    expect(await status()).toBe(200);
    world.clock.time += 1_000;
    expect(await status()).toBe(503);
    world.clock.time += 1_000;
    expect(await status()).toBe(200);
  });

  it('leaves other methods, other resources and the control routes alone', async () => {
    const other = await world.bench.createEndpoint('other');
    const id = await world.fault({
      kind: 'status',
      method: '*.EndpointService.*',
      resource: 'projects/demo-project/*/endpoints/other',
    });
    const byId = `${parent}/endpoints/other`;
    expect((await world.bench.call('GET', byId)).status).toBe(503);
    expect((await world.bench.call('GET', `/v1/${world.endpoint}`)).status).toBe(200);
    expect((await world.bench.call('GET', `${parent}/models`)).status).toBe(200);
    await world.fault({ kind: 'connection_reset' });
    expect((await world.bench.call('GET', '/emulator/v1/state')).status).toBe(200);
    await expect(world.bench.call('GET', `${parent}/models`)).rejects.toThrow('fetch failed');
    await world.clear();
    expect((await world.bench.call('GET', byId)).status).toBe(200);
    expect((await world.bench.call('GET', `${parent}/models`)).status).toBe(200);
    expect(other).toMatch(/endpoints\/other$/);
    expect((await world.bench.call('GET', `/emulator/v1/faults/${id}`)).status).toBe(404);
  });
});

describe('faults of calls', () => {
  it('status: says when to try again', async () => {
    await world.fault({
      kind: 'status',
      status: 'RESOURCE_EXHAUSTED',
      message: 'Quota exceeded.',
      retry_after_ms: 1_500,
      method: '*.GetEndpoint',
    });
    const { status, headers, body } = await world.bench.call('GET', `/v1/${world.endpoint}`);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('2');
    expect(body['error']).toEqual({
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      message: 'Quota exceeded.',
      details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1.5s' }],
    });
  });

  it('latency: lets a later call overtake', async () => {
    const id = await world.fault({ kind: 'latency', ms: 400, method: '*.GetEndpoint', count: 1 });
    const order: string[] = [];
    const slow = world.bench.call('GET', `/v1/${world.endpoint}`).then(() => order.push('slow'));
    await until(async () => ((await world.hits(id)) === 1 ? true : undefined));
    await world.bench.call('GET', `/v1/${world.endpoint}`).then(() => order.push('quick'));
    await slow;
    expect(order).toEqual(['quick', 'slow']);
  });

  it('connection_reset: nothing was applied', async () => {
    await world.rename('before');
    const id = await world.fault({
      kind: 'connection_reset',
      method: '*.UpdateEndpoint',
      count: 1,
    });
    await expect(world.rename('after')).rejects.toThrow('fetch failed');
    expect(await world.displayName()).toBe('before');
    expect(await world.hits(id)).toBe(1);
  });

  it('response_lost: it was applied', async () => {
    await world.rename('before');
    await world.fault({ kind: 'response_lost', method: '*.UpdateEndpoint', count: 1 });
    await expect(world.rename('after')).rejects.toThrow('fetch failed');
    expect(await world.displayName()).toBe('after');
  });

  it('duplicate: it was applied twice', async () => {
    await world.fault({ kind: 'duplicate', method: 'POST /upload/*', count: 1 });
    const upload = await fetch(
      `${world.bench.origin}/upload/storage/v1/b/bucket/o?uploadType=media&name=twice&ifGenerationMatch=0`,
      { method: 'POST', body: 'content' },
    );
    expect(upload.status).toBe(412);
    const object = await fetch(`${world.bench.origin}/storage/v1/b/bucket/o/twice?alt=media`);
    expect(await object.text()).toBe('content');
    await world.fault({ kind: 'duplicate', method: '*.CreateEndpoint', count: 1 });
    const twin = await world.bench.call('POST', `${parent}/endpoints?endpointId=twin`, {
      displayName: 'twin',
    });
    expect(twin.status).toBe(409);
    expect((await world.bench.call('GET', `${parent}/endpoints/twin`)).status).toBe(200);
  });

  it('stale_read: answers as before the last write, and truly when there is nothing older', async () => {
    const id = await world.fault({
      kind: 'stale_read',
      writes: 1,
      resource: '*/endpoints/production',
    });
    await world.rename('one');
    expect(await world.displayName()).toBe('one');
    await world.rename('two');
    expect(await world.displayName()).toBe('one');
    // That read kept the true answer, but no write has come since.
    expect(await world.displayName()).toBe('one');
    await world.rename('three');
    expect(await world.displayName()).toBe('two');
    expect(await world.hits(id)).toBe(3);
    await world.clear();
    expect(await world.displayName()).toBe('three');
  });

  it('stale_read: answers what was true some time ago', async () => {
    await world.fault({ kind: 'stale_read', age_ms: 5_000, resource: '*/endpoints/production' });
    await world.rename('old');
    expect(await world.displayName()).toBe('old');
    world.clock.time += 5_000;
    await world.rename('new');
    expect(await world.displayName()).toBe('old');
    world.clock.time += 5_000;
    expect(await world.displayName()).toBe('new');
  });
});

describe('faults of operations', () => {
  it('failing_operation: ends with the error and changes nothing', async () => {
    const name = await world.bench.createEndpoint('kept');
    const id = await world.fault({
      kind: 'failing_operation',
      method: '*.DeployModel',
      resource: '*/endpoints/kept',
      status: 'RESOURCE_EXHAUSTED',
      message: 'No machines.',
    });
    const answer = await world.bench.deployModel(name, await world.bench.upload());
    expect(answer.status).toBe(200);
    const operation = await world.bench.finished(answer);
    expect(operation['error']).toEqual({ code: 8, message: 'No machines.' });
    const { body } = await world.bench.call('GET', `/v1/${name}`);
    expect(body['deployedModels']).toBeUndefined();
    expect(await world.hits(id)).toBe(1);
  });

  it('slow_operation: another that began later is over first', async () => {
    const [slow, quick] = [
      await world.bench.createEndpoint('slow'),
      await world.bench.createEndpoint('quick'),
    ];
    const model = await world.bench.upload();
    const id = await world.fault({
      kind: 'slow_operation',
      ms: 100_000_000,
      method: '*.DeployModel',
      resource: '*/endpoints/slow',
    });
    const { body: pending } = await world.bench.deployModel(slow, model);
    expect((await world.bench.deploy(quick, model))['error']).toBeUndefined();
    const path = `/v1/${String(pending['name'])}`;
    expect((await world.bench.call('GET', path)).body['done']).toBeUndefined();
    expect(await world.hits(id)).toBe(1);
    await world.bench.call('POST', `${path}:cancel`, {});
    const { body: over } = await world.bench.call('POST', `${path}:wait`, {});
    expect(over['error']).toMatchObject({ code: 1 });
  });
});

describe('the clock', () => {
  async function updateTime(): Promise<number> {
    return Date.parse(String((await world.rename('now')).body['updateTime']));
  }

  it('is moved by its route, backwards too', async () => {
    const answer = await world.bench.call('POST', '/emulator/v1/clock', { offset_ms: -3_600_000 });
    expect(answer.body).toEqual({
      now: new Date(world.clock.time - 3_600_000).toISOString(),
      offset_ms: -3_600_000,
    });
    expect(await updateTime()).toBe(world.clock.time - 3_600_000);
    expect((await world.bench.call('POST', '/emulator/v1/clock', { offset: 1 })).status).toBe(400);
    await world.bench.call('POST', '/emulator/v1/clock', { offset_ms: 0 });
    expect(await updateTime()).toBe(world.clock.time);
  });

  it('clock_skew: is off for its time', async () => {
    await world.fault({ kind: 'clock_skew', offset_ms: 86_400_000, until_ms: 1_000 });
    expect(await updateTime()).toBe(world.clock.time + 86_400_000);
    world.clock.time += 1_000;
    expect(await updateTime()).toBe(world.clock.time);
  });
});

describe('a reset', () => {
  it('takes faults and the offset of the clock away', async () => {
    await world.fault({ kind: 'status' });
    await world.bench.call('POST', '/emulator/v1/clock', { offset_ms: 5 });
    await world.bench.call('POST', '/emulator/v1/reset');
    expect((await world.bench.call('GET', '/emulator/v1/faults')).body['faults']).toEqual([]);
    expect((await world.bench.call('GET', '/emulator/v1/clock')).body['offset_ms']).toBe(0);
    expect((await world.bench.call('GET', `${parent}/models`)).status).toBe(200);
  });
});
