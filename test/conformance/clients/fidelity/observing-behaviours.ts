import type { Behaviour } from './behaviour.ts';

/** How metadata, series, logs, objects and everything around them behave. */
export const observingBehaviours = {
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
