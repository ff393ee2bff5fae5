import type { Behaviour } from './behaviour.ts';

/** How deployments, predictions and jobs behave. */
export const servingBehaviours = {
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
} as const satisfies Readonly<Record<string, Behaviour>>;
