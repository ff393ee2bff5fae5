/** Where a behaviour is known from: a letter of `sources`, or several. */
export type Source = keyof typeof sources;

export const sources = {
  P: 'comment of the official protos',
  D: 'documentation',
  C: 'behaviour of official clients',
  I: 'public report of the real service',
  '?': 'our choice',
} as const;

export interface Behaviour {
  about: string;
  /** Empty where there is nothing to be true to. */
  sources: readonly Source[];
  /** Whether a test of this repository holds it, without an official client. */
  isTested: boolean;
  /** What Vertex AI does and this does not, near this behaviour. */
  notEmulated?: string;
}

/** All that the embedded Vertex is true to, in the order of the table. */
export const behaviours = {
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
  deployments: {
    about:
      'A deployment that fails ends with error 9 and leaves the endpoint as it was; for an unknown image it names the key to add',
    sources: ['D', 'I'],
    isTested: true,
  },
  health: {
    about:
      "A deployment waits for 200 on the health route; when the server exits or time runs out, the error has the server's last output",
    sources: ['D', 'I'],
    isTested: true,
    notEmulated: 'timeout 300 s unless the model has `deploymentTimeout`',
  },
  probes: {
    about:
      'Startup, health and liveness probes by HTTP, TCP, gRPC and, with --allow-commands, exec',
    sources: ['P'],
    isTested: true,
    notEmulated: 'probes of another port or host, and over HTTPS',
  },
  replicas: {
    about:
      'Replicas between the least and the most asked for, by the documented rule on CPU or requests; the machine bounds them and says so',
    sources: ['D', '?'],
    isTested: true,
    notEmulated: 'GPUs, accelerator metrics, scale to zero',
  },
  scaling: {
    about:
      'A new replica takes traffic when it is healthy; one that goes answers what it has first',
    sources: ['?'],
    isTested: true,
  },
  mutation: {
    about:
      'MutateDeployedModel changes counts, metric specs and container logging, and nothing else',
    sources: ['P'],
    isTested: true,
  },
  resources: {
    about: 'Automatic, shared and private resources are refused with the reason',
    sources: ['P', 'I'],
    isTested: true,
    notEmulated: 'what they would do',
  },
  'dedicated-endpoints': {
    about: 'A dedicated endpoint has a DNS name; it is served at the one local address',
    sources: ['P', 'I'],
    isTested: true,
    notEmulated: 'the refusal on the shared domain',
  },
  'failed-checks': {
    about:
      'Four failed health checks, 10 s apart, stop traffic; a server that exits is started again',
    sources: ['D'],
    isTested: true,
    notEmulated: 'without a healthy replica the answer is 500',
  },
  drain: {
    about:
      'Undeploy ends routing at once, lets requests in flight finish (30 s), then stops the servers; no request is lost',
    sources: ['?'],
    isTested: true,
  },
  weights: {
    about: 'Each request draws its model by weight, repeatably with `--seed`',
    sources: ['?'],
    isTested: true,
  },
  predictions: {
    about: 'Predictions come with their model, version and deployed model',
    sources: ['D', 'C'],
    isTested: true,
  },
  'raw-predictions': {
    about: 'A raw prediction passes bytes and content type both ways',
    sources: ['P'],
    isTested: true,
  },
  streams: {
    about: 'StreamRawPredict passes what the model server sends as it comes',
    sources: ['P'],
    isTested: true,
    notEmulated: 'gRPC model servers: direct, streaming and bidirectional methods',
  },
  explanations: {
    about: 'Explain is FAILED_PRECONDITION for a model without an explanation spec',
    sources: ['P', 'I'],
    isTested: true,
    notEmulated: 'attributions',
  },
  'prediction-timeouts': {
    about: 'A model server has the inference timeout of the endpoint to answer, 60 s by default',
    sources: ['P', 'D'],
    isTested: true,
  },
  'prediction-sizes': {
    about:
      'Requests and responses up to 1.5 MB; headers name model and deployed model, on errors too',
    sources: ['D', 'C'],
    isTested: true,
  },
  'server-status': {
    about: 'A 4xx or 5xx of the model server passes through with its status',
    sources: ['?'],
    isTested: true,
  },
  'serving-variables': {
    about: 'Serving variables, routes and their defaults',
    sources: ['D'],
    isTested: true,
    notEmulated: '`AIP_HTTP_PORT` is a free port, not `containerSpec.ports`',
  },
  jobs: {
    about:
      'Job states and their order; cancel at once with error 1; a program that fails is error 3 with its last lines',
    sources: ['P', 'I'],
    isTested: true,
    notEmulated: 'Python packages; `/gcs` mounts; queues',
  },
  'worker-pools': {
    about:
      'Up to four pools of workers with CLUSTER_SPEC and TF_CONFIG, each replica a process; the primary decides',
    sources: ['D', 'P'],
    isTested: true,
    notEmulated: 'more than 16 replicas; scheduling strategies',
  },
  'job-retries': {
    about: 'Crashes are tried again by the documented counts, failures of the program are not',
    sources: ['D', 'P'],
    isTested: true,
    notEmulated: 'telling a kill from running out of memory',
  },
  'job-times': {
    about: 'Times of jobs, and their timeout',
    sources: ['P', 'I'],
    isTested: true,
  },
  'training-variables': {
    about: 'Training variables, with those of experiments',
    sources: ['P', 'C'],
    isTested: true,
    notEmulated: 'profiler; `AIP_TENSORBOARD_API_URI`',
  },
  logs: {
    about: 'Lines of programs as log entries: stdout INFO, stderr ERROR, JSON lines structured',
    sources: ['?'],
    isTested: true,
    notEmulated: 'the newest 50 000 entries are kept',
  },
  batches: {
    about:
      'Batch predictions: JSON lines or CSV in, shards of results and errors out, beside their instances',
    sources: ['D', 'P'],
    isTested: true,
    notEmulated: 'BigQuery, TFRecord and file lists; explanations',
  },
  'batch-failures': {
    about:
      'A batch that the model server refuses fails whole; the rest succeeds, and counts say so',
    sources: ['P', 'D', 'I'],
    isTested: true,
    notEmulated: 'PARTIALLY_SUCCEEDED',
  },
  unserved: {
    about: 'A method that is not emulated answers UNIMPLEMENTED (501) with the reason',
    sources: ['?'],
    isTested: true,
  },
  experiments: {
    about: 'Experiments and their runs, with parameters, metrics and state, as the SDK keeps them',
    sources: ['P', 'C'],
    isTested: true,
  },
  tensorboards: {
    about: 'Tensorboards, experiments, runs and their time series',
    sources: ['P', 'C', '?'],
    isTested: true,
    notEmulated: 'blobs and usage',
  },
  lineage: {
    about:
      'Artifacts, executions, contexts and the events between them; subgraphs by hops and filter',
    sources: ['P', 'C', '?'],
    isTested: true,
    notEmulated: 'limits of depth; usage of disk',
  },
  schemas: {
    about: 'Metadata schemas: the predefined titles are known, own ones are checked',
    sources: ['D', 'I'],
    isTested: true,
    notEmulated: 'bodies of predefined schemas',
  },
  series: {
    about: 'Responses of each deployed model, by class of status',
    sources: ['D'],
    isTested: true,
  },
  'other-series': {
    about:
      'Errors, predictions, latencies and replicas of each deployed model; a series without events is absent',
    sources: ['D'],
    isTested: true,
    notEmulated: 'other series; `overhead` latency',
  },
  points: {
    about: 'Points of 1 s, final once the second is over; minutes after two hours, for a day',
    sources: ['?'],
    isTested: true,
    notEmulated: 'Google samples at 60 s and shows points minutes later',
  },
  periods: {
    about:
      'All aligners and reducers; periods end at the end of the interval, from 1 s; empty periods of ALIGN_DELTA and ALIGN_RATE are interpolated',
    sources: ['P', '?'],
    isTested: true,
    notEmulated: 'below 60 s Google answers 400; MQL and PromQL',
  },
  buckets: {
    about: 'Buckets of latency distributions: exponential, 60 of them, 0.1 ms × 1.4ⁿ',
    sources: ['?'],
    isTested: true,
  },
  'custom-series': {
    about:
      'Series of users: written by the documented rules, descriptors made by themselves, other series written though one fails',
    sources: ['P', 'I', '?'],
    isTested: true,
    notEmulated: 'quotas and retention',
  },
  'alert-policies': {
    about:
      'Alert policies and notification channels are checked and kept; secrets of channels are not',
    sources: ['P'],
    isTested: true,
    notEmulated: 'evaluating policies, opening incidents, sending anything',
  },
  filters: {
    about: 'Lists are filtered by fields and labels',
    sources: ['P'],
    isTested: true,
  },
  'filter-grammar': {
    about: 'In filters OR binds tighter than AND',
    sources: ['D'],
    isTested: true,
  },
  objects: {
    about:
      'Objects are uploaded, read in ranges, listed by prefix, copied and deleted; hashes are theirs',
    sources: ['D', 'C'],
    isTested: true,
    notEmulated: 'versions, holds, ACLs, compose, batch, transcoding of gzip',
  },
  'resumable-uploads': {
    about: 'Large objects are uploaded in parts, and the offset is kept',
    sources: ['D', 'C'],
    isTested: true,
  },
  preconditions: {
    about: 'Generation preconditions: 0 is absent; 412 when one does not hold',
    sources: ['D'],
    isTested: true,
  },
  durability: {
    about:
      'With --data-dir resources, operations, jobs, objects, series and logs survive kill -9; what was acknowledged is there',
    sources: ['?'],
    isTested: true,
    notEmulated: 'the last second of series and log lines',
  },
  identity: {
    about: 'No identity: any caller may do anything',
    sources: [],
    isTested: false,
    notEmulated: 'IAM, quotas, billing, audit log',
  },
} as const satisfies Readonly<Record<string, Behaviour>>;

export type BehaviourId = keyof typeof behaviours;
