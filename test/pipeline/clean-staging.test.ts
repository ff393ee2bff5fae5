import { expect, it } from '@jest/globals';
import { programs } from '../../src/pipeline/programs.ts';
import { runStep } from '../../src/pipeline/run-step.ts';
import { managedLabel, managedValue } from '../../src/vertex/labels.ts';
import { sourcesOf } from '../contract/sources.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeEndpoints } from '../support/fake-endpoints.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeHost } from '../support/fake-host.ts';
import { fakeObjects } from '../support/fake-objects.ts';
import { somePorts } from '../support/step-context.ts';

it('cleaning staging needs no release and writes no record', async () => {
  const name = 'projects/acme-ml/locations/us-central1/endpoints/old';
  const labels = {
    [managedLabel]: managedValue,
    'vertex-release-expires': '1',
    'vertex-release-made-by': 'deploy-staging',
  };
  const old = { name, displayName: 'old', labels, split: {}, deployed: [], etag: 'e' };
  const clock = fakeClock();
  const endpoints = fakeEndpoints(clock, { endpoints: [old] });
  const objects = fakeObjects();
  const explicit = {
    project_id: 'acme-ml',
    region: 'us-central1',
    model: 'birds',
    bucket: 'releases',
    mode: 'clean',
  };
  const report = await runStep(programs['deploy-staging'].prepare(sourcesOf({ explicit })), {
    ports: somePorts({ clock, endpoints, objects, files: fakeFiles(), host: fakeHost() }),
    emulated: false,
    signal: new AbortController().signal,
    namedFiles: [],
    folder: '/project/.vertex-release',
    identity: async () => ({}),
  });
  expect(report).toMatchObject({ exitCode: 0, result: { state: 'done' } });
  expect(endpoints.peek(name)).toBeUndefined();
  expect(objects.stored.size).toBe(0);
});
