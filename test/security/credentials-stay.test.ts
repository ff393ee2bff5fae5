import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OAuth2Client } from 'google-auth-library';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeClients } from '../../src/google/clients.ts';
import { transporterOptions } from '../../src/google/credentials.ts';
import { githubApi } from '../../src/hosts/github/api.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { type ScriptedServer, scriptedServer } from '../support/scripted-server.ts';

const token = 'ya29.ThisTokenIsForOneHostAlone';
const random = { next: () => 0 };

const name = 'projects/acme-ml/locations/anywhere/customJobs/1';

let asked: ScriptedServer;
let foreign: ScriptedServer;
beforeEach(async () => {
  asked = await scriptedServer();
  foreign = await scriptedServer();
});
afterEach(async () => {
  await asked.stop();
  await foreign.stop();
});

const urlOf = ({ origin }: ScriptedServer) => `http://${origin.host}:${origin.port}/v1/x`;

describe.each([301, 302, 303, 307, 308])('a redirect by %i to another host', (status) => {
  it.each(['GET', 'POST'] as const)('is not followed by a %s to Google', async (verb) => {
    asked.answer({ status, headers: { location: urlOf(foreign) } });
    const credentials = {
      auth: {},
      headersFor: async () => ({ authorization: `Bearer ${token}` }),
    };
    const sender = makeAuthorisedFetch(credentials, { clock: fakeClock(), random });
    const body = verb === 'POST' ? { body: '{}' } : {};
    const call = { method: 'x', resource: 'x', class: 'once', url: urlOf(asked), verb } as const;
    await expect(sender.once({ ...call, ...body })).rejects.toMatchObject({
      cause: { message: 'unexpected redirect' },
    });
    expect(asked.asked.map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${token}`]);
    expect(foreign.asked).toEqual([]);
  });

  it.each(['GET', 'POST', 'PATCH'] as const)('is not followed by a %s to GitHub', async (verb) => {
    asked.answer({ status, headers: { location: urlOf(foreign) } });
    const api = githubApi({ token, clock: fakeClock(), random, fetch });
    const answer = await api.send({
      verb,
      url: urlOf(asked),
      ...(verb === 'GET' ? {} : { body: {} }),
    });
    expect(answer).toMatchObject({ ok: false });
    expect(JSON.stringify(answer)).not.toContain(token);
    expect(new Set(asked.asked.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`Bearer ${token}`]),
    );
    expect(foreign.asked).toEqual([]);
  });

  it('is not followed by a client library of Google', async () => {
    asked.answer({ status, headers: { location: urlOf(foreign) } });
    const auth = new OAuth2Client({ transporterOptions });
    auth.setCredentials({ access_token: token, expiry_date: Date.now() + 3_600_000 });
    const jobs = makeClients(asked.origins, { auth, headersFor: async () => ({}) }).jobs(
      'anywhere',
    );
    await expect(jobs.getCustomJob({ name }, { retry: null as never })).rejects.toThrow(/redirect/);
    expect(asked.asked[0]?.headers['authorization']).toBe(`Bearer ${token}`);
    expect(foreign.asked).toEqual([]);
  });
});
