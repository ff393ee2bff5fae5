import { managedLabel, releaseLabel } from '../vertex/labels.ts';
import { boolean } from './kinds/number.ts';
import { keyValues } from './kinds/list.ts';
import { path } from './kinds/path.ts';
import { secret, text } from './kinds/text.ts';
import { booleanOutput, output } from './output.ts';

export const defaultConfig = 'vertex-release.yaml';

/** The inputs of every step: one name, one meaning, one default. */
export const shared = {
  config: path({
    about:
      'Configuration file with the inputs of all steps. Without it, a file of the default name is read when there is one.',
    default: defaultConfig,
    example: 'release/vertex-release.yaml',
    perRun: true,
  }),
  project_id: text({
    about: 'Google Cloud project in which the release happens.',
    pattern: /^([a-z][a-z0-9.-]*:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    expected: 'a project id such as acme-ml',
    example: 'acme-ml',
    required: true,
    environment: ['GOOGLE_CLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'],
  }),
  region: text({
    about: 'Region of Vertex AI in which models, jobs and endpoints live.',
    pattern: /^[a-z]+(-[a-z]+)+[0-9]{1,2}$/,
    expected: 'a region such as us-central1',
    example: 'us-central1',
    required: true,
    environment: ['GOOGLE_CLOUD_REGION', 'CLOUDSDK_AI_REGION', 'CLOUDSDK_COMPUTE_REGION'],
  }),
  model: text({
    about:
      'Id of the model in the Model Registry. Its candidates become versions of it, and releases are named after it.',
    pattern: /^[a-z_][a-z0-9_-]{0,62}$/,
    expected: 'a model id: up to 63 of a-z, 0-9, _ and -, starting with a letter or _',
    example: 'birdstrike-damage',
    required: true,
  }),
  bucket: text({
    about:
      'Bucket for release records, ledgers and what jobs write. Steps that create resources need it; without it the record stays on this machine.',
    pattern: /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/,
    expected: 'a bucket name without gs://',
    example: 'acme-ml-releases',
  }),
  release: text({
    about:
      'Release to work on: the id of one that is open, or any id of your own, such as that of a scheduled run, to open one by. Without it, the release of this model and commit is opened or found.',
    pattern: /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/,
    expected: 'a release id: up to 128 letters, digits, ., _ and -',
    example: 'birdstrike-damage-1a2b3c4d-1',
    perRun: true,
  }),
  labels: keyValues({
    about: 'Labels for everything that the release creates, besides its own.',
    key: {
      pattern: new RegExp(`^(?!(${releaseLabel}|${managedLabel})$)[a-z][a-z0-9_-]{0,62}$`),
      expected: `a label key (a-z, 0-9, _ and -, starting with a letter) other than ${releaseLabel} and ${managedLabel}`,
    },
    value: {
      pattern: /^[\p{Ll}\p{Lo}\p{N}_-]{0,64}$/u,
      expected: 'a label value: up to 64 lower-case letters, digits, _ and -',
    },
    default: {},
    example: { team: 'aviation', stage: 'production' },
  }),
  dry_run: boolean({
    about: 'Read and judge everything, print what would be done, and change nothing.',
    default: false,
    example: true,
  }),
  comment: boolean({
    about: 'Report on the pull request, when the run belongs to one and a token is there.',
    default: true,
    example: false,
  }),
  github_token: secret({
    about:
      'Token that may write comments on the pull request. Without it the report stays in the job summary.',
    environment: ['GITHUB_TOKEN'],
    actionDefault: '${{ github.token }}',
  }),
};

/** Of the steps that open a release. */
export const opening = {
  restart: boolean({
    about:
      'Open another release of the same commit although the last one is over and nothing has changed.',
    default: false,
    example: true,
    perRun: true,
  }),
};

/** The outputs of every step. */
export const sharedOutputs = {
  release: output('Id of the release that the step worked on.'),
  verdict: output('What the evidence says: pass, fail, inconclusive or error.'),
  state: output(
    'Where the step stands: done, planned (a dry run), in_progress (call again), held (a person must decide) or failed (it broke).',
  ),
  outcome: output(
    'How the release ended: bootstrapped, promoted, rolled_back, rejected, held or failed. Empty while it goes on.',
  ),
  emulated: booleanOutput('Whether any of it ran on the embedded Vertex.'),
};
