import { z } from 'zod';
import { duration } from '../../contract/kinds/duration.ts';
import { list } from '../../contract/kinds/list.ts';
import { number } from '../../contract/kinds/number.ts';
import { structured } from '../../contract/kinds/structured.ts';
import { choice, text } from '../../contract/kinds/text.ts';
import { numberOutput, output } from '../../contract/output.ts';
import {
  createEndpoint,
  endpointForm,
  servingInputs,
  servingRules,
} from '../../contract/serving-inputs.ts';
import { shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';
import type { Json } from '../../release/json.ts';
import { deployStagingRules } from './rules.ts';

/** Any value: what a model takes as an instance is the model's business. */
const instance = z.custom<Json>((value) => value !== undefined, { error: 'a JSON value' });

export const deployStaging = step({
  name: 'deploy-staging',
  summary: 'Deploy the candidate to the staging endpoint and see that it answers.',
  environment: 'staging',
  inputs: {
    ...shared,
    mode: choice(['deploy', 'clean'], {
      about:
        'Deploy the candidate, or remove the staging deployments whose ttl is over, of all releases in the project and region.',
      default: 'deploy',
      example: 'clean',
      perRun: true,
    }),
    endpoint: text({
      about: 'Id of the staging endpoint.',
      ...endpointForm,
      example: 'birdstrike-staging',
    }),
    create_endpoint: createEndpoint('Create the staging endpoint when there is none.'),
    endpoint_access: choice(['shared', 'dedicated', 'private'], {
      about:
        'How a new endpoint is reached: by the host name of the region, by one of its own, or by Private Service Connect only. Without it, shared; an endpoint that exists stays as it is.',
      example: 'dedicated',
    }),
    private_projects: list({
      about: 'Ids of the projects that may connect to a private endpoint.',
      default: [],
      example: ['acme-apps'],
    }),
    request_log_rate: number({
      about:
        'Share of requests that is written to BigQuery with its response. Without it, an endpoint that exists stays as it is.',
      above: 0,
      max: 1,
      example: 0.1,
    }),
    request_log_table: text({
      about:
        'Where these are written to. Without it, Vertex AI makes a data set in the project, and a table in that.',
      pattern: /^bq:\/\/[a-z][a-z0-9.:-]*(\.\w+(\.[\w-]+)?)?$/,
      expected: 'bq://PROJECT, bq://PROJECT.DATASET or bq://PROJECT.DATASET.TABLE',
      example: 'bq://acme-ml.staging.requests',
    }),
    deployment_resource_pool: text({
      about:
        'Deployment resource pool whose machines the candidate shares with other models, instead of machines of its own.',
      pattern:
        /^(projects\/[^/\s]+\/locations\/[^/\s]+\/deploymentResourcePools\/)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      expected: 'the id of a deployment resource pool, or its resource name',
      example: 'staging-pool',
    }),
    ...servingInputs,
    drain: duration({
      about:
        'How long what the candidate replaces is kept without traffic, for requests that are under way. The embedded Vertex waits for them by itself.',
      zero: true,
      default: '10s',
      example: '30s',
    }),
    smoke_instance: structured(instance, {
      about:
        'Instance that the deployed candidate must answer. Without it, its health check alone stands for it.',
      expected: 'a JSON value',
      example: { wildlife_size: 'Large', phase_of_flight: 'Approach', speed: 140 },
    }),
    ttl: duration({
      about:
        'How long the deployment is kept: then mode clean removes it. Without it, it stays until the next one.',
      example: '24h',
    }),
  },
  outputs: {
    ...sharedOutputs,
    endpoint: output('Resource name of the staging endpoint.'),
    deployed_model_id: output('Id of the candidate on that endpoint.'),
    dedicated_dns: output('Host name of the endpoint, when it has one of its own.'),
    removed: numberOutput('Deployed models that mode clean removed.'),
  },
  rules: [...deployStagingRules, ...servingRules],
});
