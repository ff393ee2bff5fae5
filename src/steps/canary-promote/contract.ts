import { duration } from '../../contract/kinds/duration.ts';
import { boolean, integer, number, percents } from '../../contract/kinds/number.ts';
import { choice, text } from '../../contract/kinds/text.ts';
import { numberOutput, output } from '../../contract/output.ts';
import { needsBucket } from '../../contract/rule.ts';
import {
  createEndpoint,
  endpointForm,
  replicasAscend,
  servingInputs,
} from '../../contract/serving-inputs.ts';
import { shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';
import { formatDuration } from '../../units/duration.ts';

export const canaryPromote = step({
  name: 'canary-promote',
  summary:
    'Move production traffic to the challenger step by step while it does no worse than the champion; roll back when it does.',
  environment: 'production',
  inputs: {
    ...shared,
    operation: choice(['run', 'promote', 'roll_back'], {
      about:
        '`run` starts the canary or goes on with it; `promote` gives the challenger all traffic now; `roll_back` restores the recorded split now.',
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
      about: 'How long after its end a window is left alone, because late points still arrive.',
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
    on_inconclusive: choice(['hold', 'promote', 'roll_back'], {
      about: 'What to do when max_bake ends without enough evidence. `hold` leaves it to a person.',
      default: 'hold',
      example: 'roll_back',
    }),
    keep_stable: duration({
      about:
        'How long the former champion stays deployed without traffic after the promotion, so that a roll back is quick. With 0s it is undeployed at once.',
      zero: true,
      default: '0s',
      example: '1h',
    }),
    deadline: duration({
      about: 'Longest time for the whole canary; then it is rolled back.',
      default: '6h',
      example: '24h',
    }),
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
  },
  rules: [
    needsBucket('a deployment on the production endpoint'),
    replicasAscend,
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
