import type { Behaviour } from './behaviour.ts';

/** How names, models, versions and endpoints behave. */
export const registryBehaviours = {
  paths: {
    about: 'Paths, verbs, field names and types, enums as names or numbers, operation types',
    sources: ['P'],
    isTested: true,
  },
  beta: {
    about:
      'v1beta1 by its own types on the same store; fields that only it has are shown to it alone',
    sources: ['P'],
    isTested: true,
    notEmulated: 'services that only v1beta1 has',
  },
  rpc: {
    about: 'gRPC for every served method, with the answers of REST',
    sources: ['P'],
    isTested: true,
    notEmulated: 'TLS, credentials, reflection',
  },
  'hostile-input': {
    about:
      'Resource names outside the patterns of the method, and JSON nested over 100 levels, are INVALID_ARGUMENT',
    sources: ['P', '?'],
    isTested: true,
  },
  errors: {
    about: 'Error body and the HTTP status of canonical codes',
    sources: ['P'],
    isTested: true,
    notEmulated:
      '`details` over gRPC; texts marked approximate in `src/emulator/services/messages.ts`',
  },
  'project-numbers': {
    about: 'Names in answers have the project number; id and number are one tenant',
    sources: ['I'],
    isTested: true,
    notEmulated: 'numbers are derived from the id; any project and region exists',
  },
  operations: {
    about: 'Operations end with their response or their error, and clients wait for them',
    sources: ['P', 'C'],
    isTested: true,
  },
  'operation-times': {
    about:
      'Upload, create and delete are done in the first answer; deploy and undeploy are pending until they are',
    sources: ['?'],
    isTested: true,
    notEmulated: 'Vertex AI takes minutes',
  },
  versions: {
    about: 'Versions are numbered from 1; aliases name one version each, and move',
    sources: ['P', 'D'],
    isTested: true,
    notEmulated: 'default of `name` in listVersions (`@N`) is a guess',
  },
  'default-version': {
    about: 'Exactly one version is the `default`, at first the first',
    sources: ['P', 'D'],
    isTested: true,
  },
  'update-scopes': {
    about: 'UpdateModel changes the model or one version, by the name in the request',
    sources: ['P'],
    isTested: true,
  },
  'model-etags': {
    about: 'The etag of a model has a part for the model and one for the version',
    sources: ['?'],
    isTested: true,
  },
  'model-lists': {
    about: 'Lists of models and versions take the documented filters and orders only',
    sources: ['P'],
    isTested: true,
  },
  'version-labels': {
    about: 'Labels at upload belong to the model (first version) or the version (later ones)',
    sources: ['?'],
    isTested: true,
  },
  copies: {
    about: 'CopyModel makes a model, or a version of one, of a version; artifacts are shared',
    sources: ['P', '?'],
    isTested: true,
    notEmulated: 'copying images; IAM',
  },
  exports: {
    about:
      'ExportModel writes a folder `model-export-NAME-TIME` with the artifacts, as `custom-trained`',
    sources: ['P', '?'],
    isTested: true,
    notEmulated: 'exporting images',
  },
  evaluations: {
    about: 'Evaluations and their slices belong to a version; they are imported, read and listed',
    sources: ['P'],
    isTested: true,
    notEmulated: 'reading annotations back, for which v1 has no method',
  },
  artifacts: {
    about: 'Artifacts are copied at upload; servers read the copy',
    sources: ['D'],
    isTested: true,
    notEmulated: 'images are not copied: `images:` applies when a program starts',
  },
  split: {
    about:
      'A split sums to 100 or is empty, and names deployed models; `0` is the model being deployed',
    sources: ['P', 'I'],
    isTested: true,
  },
  'split-at-deploy': {
    about: 'A deployment without a split leaves the split as it is',
    sources: ['P'],
    isTested: true,
  },
  'no-traffic': {
    about: 'An endpoint without a split refuses predictions',
    sources: ['I'],
    isTested: true,
  },
  undeploy: {
    about:
      'A model is undeployed when it has no traffic, or when the request gives its traffic away',
    sources: ['P'],
    isTested: true,
  },
  'last-undeploy': {
    about: 'The last model is undeployed whatever its traffic',
    sources: ['P'],
    isTested: true,
  },
  deletion: {
    about: 'An endpoint with models, and a model that is deployed, cannot be deleted',
    sources: ['P', 'D', 'I'],
    isTested: true,
  },
  'endpoint-ids': {
    about: 'An endpoint has the id that the request asks for, within its grammar',
    sources: ['P'],
    isTested: true,
  },
  etag: {
    about: 'Wrong etag is ABORTED (409); none is a blind write',
    sources: ['P', '?'],
    isTested: true,
  },
  concurrency: {
    about:
      'A second change while an operation runs on an endpoint is FAILED_PRECONDITION, UpdateEndpoint too',
    sources: ['?'],
    isTested: true,
  },
} as const satisfies Readonly<Record<string, Behaviour>>;
