import type { ConfigChange } from './workspace.ts';

export interface DemoRelease {
  name: string;
  title: string;
  change: ConfigChange;
  expected: 'bootstrapped' | 'promoted' | 'rolled_back';
}

/** Only the embedded Vertex has metric windows under a minute; the plan is otherwise the example's. */
export const demoPace: ConfigChange = [
  [['train', 'poll_interval'], '250ms'],
  [['canary_promote', 'window'], '1s'],
  [['canary_promote', 'settle'], '1s'],
  [['canary_promote', 'warmup'], '1s'],
  [['canary_promote', 'min_bake'], '4s'],
  [['canary_promote', 'max_bake'], '60s'],
  [['canary_promote', 'deadline'], '5m'],
];

export const releases: readonly DemoRelease[] = [
  {
    name: 'v1',
    title: 'the first champion: speed and phase of flight alone',
    change: demoPace,
    expected: 'bootstrapped',
  },
  {
    name: 'v2',
    title: 'better: size, species, operator, aircraft, state and time of day as well',
    change: [...demoPace, [['train', 'args'], ['--features=full']]],
    expected: 'promoted',
  },
  {
    name: 'v3',
    title: 'good offline, on a new model server that no test has shown at dusk',
    change: [
      ...demoPace,
      [['train', 'args'], ['--features=seasonal']],
      [['register', 'serving_image'], 'us-docker.pkg.dev/acme-ml/ml/birdstrikes-server:2'],
    ],
    expected: 'rolled_back',
  },
];
