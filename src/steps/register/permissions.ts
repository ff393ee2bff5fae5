import { type Permission, recordPermissions } from '../../contract/permission.ts';

/** With `mode: evaluate` the step judges the gates and leaves the registry alone. */
const whenRegistering = '`mode` is `register`';
const whenInTable = '`predictions` is a table of BigQuery';

/** What `register` needs in Google Cloud. */
export const registerPermissions: readonly Permission[] = [
  {
    permission: 'aiplatform.models.get',
    on: 'the project',
    why: 'finds the champion to compare with, and waits until the upload has ended',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.models.list',
    on: 'the project',
    why: 'lists the versions of the model, for one that this release has added already',
    when: whenRegistering,
    certainty: 'inferred',
  },
  {
    permission: 'aiplatform.models.upload',
    on: 'the project',
    why: 'adds the candidate as a version of the model',
    when: whenRegistering,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.models.update',
    on: 'the project',
    why: 'gives the version the alias `challenger`',
    when: whenRegistering,
    certainty: 'documented',
  },
  {
    permission: 'bigquery.jobs.create',
    on: 'the project',
    why: 'asks BigQuery for the predictions',
    when: whenInTable,
    certainty: 'documented',
  },
  {
    permission: 'bigquery.tables.getData',
    on: 'the table of predictions',
    why: 'reads the predictions of candidate and champion',
    when: whenInTable,
    certainty: 'documented',
  },
  ...recordPermissions,
];
