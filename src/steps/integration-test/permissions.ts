import { type Permission, recordPermissions } from '../../contract/permission.ts';

/** What `integration-test` needs in Google Cloud. */
export const integrationTestPermissions: readonly Permission[] = [
  {
    permission: 'aiplatform.endpoints.predict',
    on: 'the project',
    why: 'asks the staging endpoint the cases of the suite and puts load on it',
    certainty: 'documented',
  },
  ...recordPermissions,
];
