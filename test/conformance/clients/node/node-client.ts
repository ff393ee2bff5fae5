import { type Client, takeSteps, type Steps } from '../client.ts';
import { stepsOf } from '../steps.ts';
import { endpointSteps } from './endpoint-steps.ts';
import { endSteps } from './end-steps.ts';
import { jobSteps } from './job-steps.ts';
import { metadataSteps } from './metadata-steps.ts';
import { modelSteps } from './model-steps.ts';
import { monitoringSteps } from './monitoring-steps.ts';
import { Objects } from './objects.ts';
import { connect, type Services, type Transport } from './services.ts';

const steps = {
  ...modelSteps,
  ...endpointSteps,
  ...monitoringSteps,
  ...jobSteps,
  ...metadataSteps,
  ...endSteps,
};

/** The official Node clients: one scenario over either transport. */
export function nodeClient(transport: Transport): Client {
  const name: Client['name'] = `Node ${transport}`;
  return {
    name,
    async takeSteps(vertex) {
      // Without credentials there is no server to ask for them.
      process.env['METADATA_SERVER_DETECTION'] = 'none';
      const services = connect(vertex, transport);
      try {
        return await takeSteps(offered(name), { ...services, objects: new Objects(vertex) });
      } finally {
        await Promise.all(Object.values(services).map((service) => service.close()));
      }
    },
  };
}

/** One of the transports cannot do all that the other can. */
function offered(client: Client['name']): Steps<Services> {
  const names: readonly string[] = stepsOf(client);
  return Object.fromEntries(Object.entries(steps).filter(([name]) => names.includes(name)));
}
