import { duration } from '../../contract/kinds/duration.ts';
import { keyValues, list } from '../../contract/kinds/list.ts';
import { path } from '../../contract/kinds/path.ts';
import { image, text } from '../../contract/kinds/text.ts';
import { output } from '../../contract/output.ts';
import { needsBucket } from '../../contract/rule.ts';
import { opening, shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';
import { variableName } from '../../contract/variable-name.ts';

export const train = step({
  name: 'train',
  summary: 'Train the candidate in a Vertex AI custom job and wait for it.',
  inputs: {
    ...shared,
    ...opening,
    job_spec: path({
      about:
        'YAML or JSON file with the CustomJobSpec, as for `gcloud ai custom-jobs create --config`.',
      example: 'trainer/job.yaml',
      required: true,
    }),
    training_image: image({
      about:
        'Image that trains, put into the first worker pool of the spec. Without it, the image of the spec is used.',
      example:
        'us-docker.pkg.dev/acme-ml/ml/trainer@sha256:9b2cf3a0c1f1d6b7a8e5d4c3b2a1908f7e6d5c4b3a291807f6e5d4c3b2a19080',
    }),
    args: list({
      about: 'Arguments of the training program, after those of the spec.',
      default: [],
      example: ['--max-depth=8', '--rounds=200'],
    }),
    env: keyValues({
      about:
        'Environment variables of the training program, besides those of the spec. No secrets.',
      key: variableName,
      default: {},
      example: { SEED: '7' },
    }),
    timeout: duration({
      about: 'How long the job may run before it is cancelled and has failed.',
      default: '2h',
      example: '30m',
    }),
    service_account: text({
      about:
        'Service account that the job runs as. Without it, the one of the spec or the default of Vertex AI.',
      pattern: /^[a-z0-9][a-z0-9-]*@[a-z0-9.-]+\.gserviceaccount\.com$/,
      expected: 'the e-mail address of a service account',
      example: 'trainer@acme-ml.iam.gserviceaccount.com',
    }),
    poll_interval: duration({
      about: 'How often the job is asked for its state.',
      default: '10s',
      example: '30s',
    }),
  },
  outputs: {
    ...sharedOutputs,
    job: output('Resource name of the custom job.'),
    output_dir: output('Folder in Cloud Storage with everything that the job wrote.'),
    model_dir: output('Folder in Cloud Storage that holds the trained model.'),
  },
  rules: [needsBucket('a training job')],
});
