import { duration } from '../../contract/kinds/duration.ts';
import { boolean, integer, number, percents } from '../../contract/kinds/number.ts';
import { choice, secret, text } from '../../contract/kinds/text.ts';
import { numberOutput, output } from '../../contract/output.ts';
import { needsBucket } from '../../contract/rule.ts';
import {
  createEndpoint,
  endpointForm,
  servingInputs,
  servingRules,
} from '../../contract/serving-inputs.ts';
import { shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';
import { formatDuration } from '../../units/duration.ts';
import { driftInputs, driftNeedsTable } from './drift-inputs.ts';
import { alertRules, followUpInputs } from './follow-up-inputs.ts';
import { ratios } from './ratio-input.ts';

const operations = [
  'run',
  'approve',
  'promote',
  'roll_back',
  'resume',
  'reconcile',
  'observe',
  'replay',
] as const;

export const canaryPromote = step({
  name: 'canary-promote',
  summary:
    'Move production traffic to the challenger step by step while it does no worse than the champion; roll back when it does.',
  environment: 'production',
  inputs: {
    ...shared,
    operation: choice(operations, {
      about:
        '`run` starts the canary or goes on with it; `approve` allows the next share; `promote` gives the challenger all traffic now; `roll_back` restores the recorded split now; `resume` goes on with whatever canary the endpoint has; `reconcile` does what is due if nobody else is at work, and nothing when nothing is under way; `observe` judges what the endpoint serves and changes nothing; `replay` judges a canary of the past again, by the settings given.',
      default: 'run',
      example: 'roll_back',
      perRun: true,
    }),
    endpoint: text({
      about: 'Id of the production endpoint.',
      ...endpointForm,
      example: 'birdstrike-production',
      required: true,
    }),
    create_endpoint: createEndpoint('Create the production endpoint when there is none.'),
    adopt: boolean({
      about:
        'Take over an endpoint that already serves models which no release deployed: the one with the largest share becomes champion.',
      default: false,
      example: true,
    }),
    ...servingInputs,
    steps: percents({
      about: 'Shares of the traffic that the challenger is given, one after the other.',
      default: [5, 25, 50, 100],
      example: [1, 10, 50, 100],
    }),
    min_bake: duration({
      about: 'Shortest time at each share before the next.',
      default: '5m',
      example: '15m',
    }),
    max_bake: duration({
      about: 'Longest time at each share; then on_inconclusive decides.',
      default: '60m',
      example: '2h',
    }),
    min_windows: integer({
      about:
        'Settled windows with requests to the challenger that each share needs before the next.',
      unit: 'windows',
      min: 1,
      max: 1000,
      default: 3,
      example: 5,
    }),
    window: duration({
      about:
        'Length of one window of evidence. Cloud Monitoring has none under 60s; only the embedded Vertex has.',
      default: '60s',
      example: '5m',
    }),
    settle: duration({
      about:
        'How long after its end a window is left alone, because late points still arrive. Longer where Cloud Monitoring states a longer delay of the metrics that are read.',
      zero: true,
      default: '180s',
      example: '4m',
    }),
    warmup: duration({
      about: 'Time after each change of traffic that is not judged.',
      zero: true,
      default: '3m',
      example: '5m',
    }),
    alpha: number({
      about: 'Chance, at most, that a challenger which is no worse is rolled back.',
      above: 0,
      below: 0.5,
      default: 0.01,
      example: 0.001,
    }),
    margin: number({
      about:
        'Odds ratio of errors, challenger to champion, that is still called no worse. 1 tolerates nothing.',
      unit: 'odds ratio',
      min: 1,
      max: 100,
      default: 1,
      example: 1.25,
    }),
    require_approval: choice(['never', 'promotion', 'each_step'], {
      about:
        'Which shares a person must allow, by `operation: approve`: none, 100 percent, or all but the first. Judging goes on while it waits.',
      default: 'never',
      example: 'promotion',
    }),
    wait: boolean({
      about:
        'Stay until the canary is over. With `false` do what is due and end with exit code 4 and the output `next_at`: somebody has to call again.',
      default: true,
      example: false,
      perRun: true,
    }),
    notify_webhook: secret({
      about:
        'URL that is sent {"text": …} once for each transition of the canary, as chat services take it.',
      environment: ['VERTEX_RELEASE_NOTIFY_WEBHOOK'],
    }),
    notify_topic: text({
      about: 'Pub/Sub topic that is sent a message for each transition of the canary.',
      pattern: /^projects\/[^/]+\/topics\/[A-Za-z][A-Za-z0-9._~%+-]{2,254}$/,
      expected: 'a topic as projects/PROJECT/topics/TOPIC',
      example: 'projects/acme-ml/topics/releases',
    }),
    gate: choice(['time', 'evidence'], {
      about:
        'What lets a share pass: `time`, when no harm was found for min_bake and min_windows; `evidence`, when it is proved besides that the challenger is not bad.',
      default: 'time',
      example: 'evidence',
    }),
    beta: number({
      about: 'With `gate: evidence`, chance, at most, that a bad challenger is promoted.',
      above: 0,
      below: 0.5,
      default: 0.05,
      example: 0.01,
    }),
    max_odds_ratio: number({
      about: "With `gate: evidence`, this many times the champion's odds of an error is bad.",
      unit: 'odds ratio',
      above: 1,
      max: 100,
      default: 2,
      example: 1.5,
    }),
    max_error_rate: number({
      about:
        'With `gate: evidence`, an error rate proved to be below this lets a share pass as well. A service without errors needs it.',
      unit: 'share of requests',
      above: 0,
      below: 0.5,
      example: 0.005,
    }),
    slo_error_rate: number({
      about:
        'Error rate that the service promises to stay below: a challenger proved to be above it goes, whatever the champion does.',
      unit: 'share of requests',
      above: 0,
      below: 0.5,
      example: 0.01,
    }),
    latency: choice(['auto', 'judge', 'report', 'off'], {
      about:
        'Whether slower answers are harm. `auto` judges latency where the past of the champion shows how its requests slow down together, and reports it elsewhere.',
      default: 'auto',
      example: 'judge',
    }),
    latency_margin: number({
      about: 'Odds ratio of slow answers, challenger to champion, that is still called no worse.',
      unit: 'odds ratio',
      min: 1,
      max: 100,
      default: 1.5,
      example: 2,
    }),
    slo_latency: duration({
      about: 'Latency that the service promises: how many answers take longer is judged too.',
      example: '250ms',
    }),
    history: choice(['off', '24h'], {
      about:
        "Whether the champion's last day is a witness beside the live champion: late faults are found sooner where its error rate is steady.",
      default: 'off',
      example: '24h',
    }),
    ratios,
    ...driftInputs,
    on_inconclusive: choice(['hold', 'extend', 'promote', 'roll_back'], {
      about:
        'What to do when max_bake ends without enough evidence. `hold` leaves it to a person, `extend` goes on until the deadline.',
      default: 'hold',
      example: 'roll_back',
    }),
    on_fail: choice(['roll_back', 'hold'], {
      about: 'What to do when harm is found. `hold` stops at the share and leaves it to a person.',
      default: 'roll_back',
      example: 'hold',
    }),
    on_sample_ratio: choice(['hold', 'report'], {
      about: 'What to do when requests are not divided as the traffic split says.',
      default: 'hold',
      example: 'report',
    }),
    keep_stable: duration({
      about:
        'How long the former champion stays deployed without traffic after the promotion, so that a roll back is quick. With 0s it is undeployed at once.',
      zero: true,
      default: '0s',
      example: '1h',
    }),
    deadline: duration({
      about: 'Longest time for the whole canary; then on_expiry decides.',
      default: '6h',
      example: '24h',
    }),
    on_expiry: choice(['roll_back', 'hold'], {
      about: 'What to do with a canary that is not over by its deadline.',
      default: 'roll_back',
      example: 'hold',
    }),
    ...followUpInputs,
    move_default: boolean({
      about: 'Whether the alias `default` of the model moves to the new champion as well.',
      default: true,
      example: false,
    }),
  },
  outputs: {
    ...sharedOutputs,
    decision: output("The judge's last decision: advance, continue, hold or roll_back."),
    endpoint: output('Resource name of the production endpoint.'),
    champion_version: output('Version that serves production at the end.'),
    challenger_version: output('Version that was tried.'),
    traffic_split: output('Percent of traffic by deployed model at the end, as JSON.'),
    previous_split: output('The split that was recorded before the canary, as JSON.'),
    exposed_requests: numberOutput('Requests that the challenger answered.'),
    deployed_model_id: output('Id of the challenger on the endpoint.'),
    next_at: output('With `wait: false`, when to call again, as an RFC 3339 time.'),
  },
  rules: [
    needsBucket('a deployment on the production endpoint'),
    ...servingRules,
    ...alertRules,
    driftNeedsTable,
    {
      says: 'min_bake is at most max_bake.',
      reads: ['minBake', 'maxBake'],
      breach: ({ minBake, maxBake }) =>
        minBake <= maxBake
          ? undefined
          : {
              field: 'maxBake',
              expected: `at least min_bake, which is ${formatDuration(minBake)}`,
              found: formatDuration(maxBake),
            },
    },
    {
      says: 'max_bake is long enough for min_windows windows.',
      reads: ['minWindows', 'window', 'maxBake'],
      breach: ({ minWindows, window, maxBake }) =>
        minWindows * window <= maxBake
          ? undefined
          : {
              field: 'maxBake',
              expected: `at least ${formatDuration(minWindows * window)}, the length of min_windows windows`,
              found: formatDuration(maxBake),
            },
    },
    {
      says: 'deadline is long enough for min_bake at every step below 100.',
      reads: ['steps', 'minBake', 'deadline'],
      breach: ({ steps, minBake, deadline }) => {
        const needed = (steps.length - 1) * minBake;
        return needed <= deadline
          ? undefined
          : {
              field: 'deadline',
              expected: `at least ${formatDuration(needed)}, min_bake at every step below 100`,
              found: formatDuration(deadline),
            };
      },
    },
  ],
});
