import { type Permission, recordPermissions } from '../../contract/permission.ts';

/** What `deploy-staging` needs in Google Cloud. */
export const deployStagingPermissions: readonly Permission[] = [
  {
    permission: 'aiplatform.endpoints.get',
    on: 'the project',
    why: 'reads the endpoint before and after each change, and waits until a change has ended',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.list',
    on: 'the project',
    why: 'finds the endpoint by its display name when no id matches',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.create',
    on: 'the project',
    why: 'creates the endpoint when there is none',
    when: '`create_endpoint` is true',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.deploy',
    on: 'the project',
    why: 'deploys the candidate beside what is there',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.update',
    on: 'the project',
    why: 'moves the traffic, and labels an empty endpoint as ours',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.undeploy',
    on: 'the project',
    why: 'undeploys what the candidate replaces, or the candidate that failed',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.predict',
    on: 'the project',
    why: 'sends the smoke request',
    when: '`smoke_instance` is given',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.models.get',
    on: 'the project',
    why: 'names the version to deploy',
    certainty: 'inferred',
  },
  ...recordPermissions,
];
