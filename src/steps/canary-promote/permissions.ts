import { type Permission, recordPermissions } from '../../contract/permission.ts';

/** What `canary-promote` needs in Google Cloud. Its ledger is in the bucket, beside the record. */
export const canaryPromotePermissions: readonly Permission[] = [
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
    why: 'deploys the challenger beside the champion',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.update',
    on: 'the project',
    why: 'moves the traffic, and labels the endpoint as ours',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.undeploy',
    on: 'the project',
    why: 'undeploys the champion that was replaced, or the challenger that went',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.models.get',
    on: 'the project',
    why: 'reads which version has which alias, and names the version to deploy',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.models.update',
    on: 'the project',
    why: 'moves the aliases `champion`, `challenger` and `default`',
    certainty: 'documented',
  },
  {
    permission: 'monitoring.timeSeries.list',
    on: 'the project',
    why: 'counts the responses of champion and challenger',
    certainty: 'documented',
  },
  ...recordPermissions,
];
