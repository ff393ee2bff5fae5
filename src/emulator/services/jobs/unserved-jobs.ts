import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';

const service = 'google.cloud.aiplatform.v1.JobService';

/** Why the other kinds of jobs are not emulated. */
const reasons: Readonly<Record<string, string>> = {
  HyperparameterTuningJob:
    'hyperparameter tuning needs the Vizier service, which it lacks. Run each trial as a custom job.',
  DataLabelingJob: 'data labeling is done by people.',
  NasJob: 'neural architecture search runs on images of Google.',
  NasTrialDetail: 'neural architecture search runs on images of Google.',
};

const actions = ['Create', 'Get', 'List', 'Cancel', 'Delete'] as const;

/** Methods of collections that stay UNIMPLEMENTED, each saying why. */
export function unservedJobHandlers(): HandlerTable {
  const rows = Object.entries(reasons).flatMap(([type, reason]) =>
    actions.map((action) => {
      const method = `${service}.${action}${type}${action === 'List' ? 's' : ''}`;
      const refuse = (): never => {
        throw new ApiError(
          'UNIMPLEMENTED',
          `The embedded Vertex does not emulate ${type}: ${reason}`,
        );
      };
      return [method, refuse] as const;
    }),
  );
  return Object.fromEntries(rows);
}
