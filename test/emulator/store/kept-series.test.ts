import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { metricPrefix } from '../../../src/emulator/series/metrics.ts';
import { SeriesRecorder, type DeployedModelSeries } from '../../../src/emulator/series/recorder.ts';
import { openDataDirectory } from '../../../src/emulator/store/data-directory.ts';
import { memoryBackend } from '../../../src/emulator/store/memory-backend.ts';
import { TestClock } from '../harness.ts';
import { Folder } from './folder.ts';

const labels = {
  deployedModelId: '1',
  modelDisplayName: 'm',
  endpointDisplayName: 'e',
  isSpot: false,
  projectNumber: '7',
  location: 'l',
  endpointId: 'e',
};
const metrics = [
  'response_count',
  'error_count',
  'prediction_count',
  'prediction_latencies',
  'replicas',
  'target_replicas',
];

type Event =
  | { kind: 'request'; http: number; totalMs: number }
  | { kind: 'replicas'; replicas: number }
  | { kind: 'wait'; ms: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    http: fc.constantFrom(200, 404, 500),
    totalMs: fc.nat(1000),
  }),
  fc.record({ kind: fc.constant('replicas' as const), replicas: fc.nat(4) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 400, 1_000, 4_000_000) }),
);

function happen(each: Event, series: DeployedModelSeries, clock: TestClock): void {
  switch (each.kind) {
    case 'request':
      return series.record({ http: each.http, instances: 1, totalMs: each.totalMs, modelMs: 1 });
    case 'replicas':
      return series.sample(each.replicas, each.replicas);
    case 'wait':
      clock.time += each.ms;
  }
}

function shown(recorder: SeriesRecorder): unknown {
  return metrics.map((name) => recorder.list(metricPrefix + name, labels.projectNumber));
}

describe('series of a deployed model', () => {
  it('are in later processes what they would be in one, at any age', () => {
    const processes = fc.array(fc.array(event, { maxLength: 25 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(processes, (eventsOfProcesses) => {
        using folder = new Folder();
        const clock = new TestClock();
        const whole = new SeriesRecorder(clock, memoryBackend());
        for (const events of eventsOfProcesses) {
          const backend = openDataDirectory(folder.path, (text) => {
            throw new Error(text);
          });
          const recorder = new SeriesRecorder(clock, backend);
          expect(shown(recorder)).toEqual(shown(whole));
          for (const each of events) {
            if (each.kind !== 'wait') happen(each, recorder.open(labels), clock);
            happen(each, whole.open(labels), clock);
          }
          expect(shown(recorder)).toEqual(shown(whole));
          backend.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});
