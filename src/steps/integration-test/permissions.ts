import { type Permission, recordPermissions } from '../../contract/permission.ts';

/** What `integration-test` needs in Google Cloud. */
export const integrationTestPermissions: readonly Permission[] = [
  {
    permission: 'aiplatform.endpoints.predict',
    on: 'the project',
    why: 'asks the staging endpoint the cases of the suite and puts load on it',
    certainty: 'documented',
  },
  {
    permission: 'monitoring.timeSeries.list',
    on: 'the project',
    why: 'shows how many replicas served under load; without it the step goes on and says so',
    when: '`load_rate` is given',
    certainty: 'documented',
  },
  {
    permission: 'bigquery.jobs.create',
    on: 'the project',
    why: 'asks BigQuery for requests that production was asked',
    when: '`shadow_table` is given',
    certainty: 'documented',
  },
  {
    permission: 'bigquery.tables.getData',
    on: 'the table of predictions',
    why: 'reads requests that production was asked, and its answers',
    when: '`shadow_table` is given',
    certainty: 'documented',
  },
  {
    permission: 'storage.objects.get',
    on: 'the bucket of the data',
    why: 'reads requests that production was asked, and its answers',
    when: '`shadow_requests` begins with `gs://`',
    certainty: 'documented',
  },
  ...recordPermissions,
];
