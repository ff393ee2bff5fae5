import { dataPermissions, type Permission, recordPermissions } from '../../contract/permission.ts';

/** What `train` needs in Google Cloud. */
export const trainPermissions: readonly Permission[] = [
  {
    permission: 'aiplatform.customJobs.create',
    on: 'the project',
    why: 'creates the training job',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.customJobs.get',
    on: 'the project',
    why: 'follows the job to its end',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.customJobs.list',
    on: 'the project',
    why: 'finds the job again that an earlier run of the same release created',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.customJobs.cancel',
    on: 'the project',
    why: 'cancels the job when the run is cancelled or `timeout` has passed',
    certainty: 'documented',
  },
  {
    permission: 'iam.serviceAccounts.actAs',
    on: "the training job's service account",
    why: 'lets the job run as that account',
    when: '`service_account` is given, here or in the job spec',
    certainty: 'documented',
  },
  {
    permission: 'logging.logEntries.list',
    on: 'the project',
    why: "shows the job's log while it runs",
    certainty: 'documented',
  },
  ...recordPermissions,
  ...dataPermissions,
];
