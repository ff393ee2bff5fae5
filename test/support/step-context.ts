import type { Journal } from '../../src/ports/journal.ts';
import type { Ports, StepContext } from '../../src/ports/ports.ts';
import { absentPort } from './absent-port.ts';
import { fakeJournal } from './fake-journal.ts';

/** Ports of which only those given may be touched. */
export function somePorts(given: Partial<Ports>): Ports {
  return {
    models: absentPort('models'),
    endpoints: absentPort('endpoints'),
    jobs: absentPort('jobs'),
    predictions: absentPort('predictions'),
    metrics: absentPort('metrics'),
    alerting: absentPort('alerting'),
    measurements: absentPort('measurements'),
    logs: absentPort('logs'),
    notifications: absentPort('notifications'),
    objects: absentPort('objects'),
    warehouse: absentPort('warehouse'),
    evaluations: absentPort('evaluations'),
    lineage: absentPort('lineage'),
    images: absentPort('images'),
    batchPredictions: absentPort('batchPredictions'),
    files: absentPort('files'),
    commands: absentPort('commands'),
    host: absentPort('host'),
    clock: absentPort('clock'),
    random: absentPort('random'),
    ...given,
  };
}

/** What a step runs with; a journal in memory unless one is given. */
export function stepContext(
  given: Partial<Ports>,
  change: Partial<Omit<StepContext, 'ports'>> & { journal?: Journal } = {},
): StepContext {
  return {
    ports: somePorts(given),
    journal: fakeJournal(),
    signal: new AbortController().signal,
    emulated: false,
    namedFiles: [],
    ...change,
  };
}
