import { z } from 'zod';
import { duration } from '../../contract/kinds/duration.ts';
import { structured } from '../../contract/kinds/structured.ts';
import { text } from '../../contract/kinds/text.ts';
import { output } from '../../contract/output.ts';
import { needsBucket } from '../../contract/rule.ts';
import {
  createEndpoint,
  endpointForm,
  replicasAscend,
  servingInputs,
} from '../../contract/serving-inputs.ts';
import { shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';
import type { Json } from '../../release/json.ts';

/** Any value: what a model takes as an instance is the model's business. */
const instance = z.custom<Json>((value) => value !== undefined, { error: 'a JSON value' });

export const deployStaging = step({
  name: 'deploy-staging',
  summary: 'Deploy the candidate to the staging endpoint and see that it answers.',
  environment: 'staging',
  inputs: {
    ...shared,
    endpoint: text({
      about: 'Id of the staging endpoint.',
      ...endpointForm,
      example: 'birdstrike-staging',
      required: true,
    }),
    create_endpoint: createEndpoint('Create the staging endpoint when there is none.'),
    ...servingInputs,
    smoke_instance: structured(instance, {
      about:
        'Instance that the deployed candidate must answer. Without it, the first case of the integration suite, when one is configured.',
      expected: 'a JSON value',
      example: { wildlife_size: 'Large', phase_of_flight: 'Approach', speed: 140 },
    }),
    ttl: duration({
      about:
        'How long the deployment is kept. Deployments of older releases past theirs are removed. Without it, it stays until the next one.',
      example: '24h',
    }),
  },
  outputs: {
    ...sharedOutputs,
    endpoint: output('Resource name of the staging endpoint.'),
    deployed_model_id: output('Id of the candidate on that endpoint.'),
  },
  rules: [needsBucket('an endpoint and a deployment'), replicasAscend],
});
