import { deepEqual } from 'node:assert/strict';
import type { Steps } from '../client.ts';
import { undeploy } from './endpoint-steps.ts';
import { done } from './expect.ts';
import { endpoint, model, parent } from './names.ts';
import type { Services } from './services.ts';

export const endSteps: Steps<Services> = {
  async 'undeploy the last model with its traffic'(services) {
    await undeploy(services, '2', {});
    const [{ deployedModels, trafficSplit }] = await services.endpoints.getEndpoint({
      name: endpoint,
    });
    deepEqual([deployedModels, trafficSplit], [[], {}]);
  },
  async 'delete everything'({ endpoints, models, jobs }) {
    await done(endpoints.deleteEndpoint({ name: endpoint }));
    await done(models.deleteModelVersion({ name: `${model}@2` }));
    await done(models.deleteModel({ name: model }));
    const [customJobs] = await jobs.listCustomJobs({ parent });
    await Promise.all(
      customJobs.map(({ name }) => done(jobs.deleteCustomJob({ name: name ?? '' }))),
    );
    deepEqual(await endpoints.listEndpoints({ parent }).then(([left]) => left), []);
    deepEqual(await models.listModels({ parent }).then(([left]) => left), []);
    deepEqual(await jobs.listCustomJobs({ parent }).then(([left]) => left), []);
  },
};
