import { type Permission, recordPermissions } from '../../contract/permission.ts';

/** What `deploy-staging` needs in Google Cloud. */
export const deployStagingPermissions: readonly Permission[] = [
  {
    permission: 'aiplatform.endpoints.get',
    on: 'the project',
    why: 'reads the endpoint before and after each change, finds what is at work on it, and waits until that has ended',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.list',
    on: 'the project',
    why: 'finds the endpoint by its display name when no id matches, and with `mode: clean` those that carry our label',
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
    permission: 'iam.serviceAccounts.actAs',
    on: "the model server's service account",
    why: 'lets the model server run as that account',
    when: '`service_account` is given',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.delete',
    on: 'the project',
    why: 'deletes an endpoint that the step made, when nothing is left on it',
    when: '`create_endpoint` is true, or `mode` is `clean`',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.update',
    on: 'the project',
    why: 'moves the traffic, labels the endpoint as ours and sets its request log',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.endpoints.undeploy',
    on: 'the project',
    why: 'undeploys what the candidate replaces, the candidate that failed, or with `mode: clean` what is past its time',
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
  {
    permission: 'logging.logEntries.list',
    on: 'the project',
    why: "shows the end of the container's log when a deployment fails",
    certainty: 'documented',
  },
  ...recordPermissions,
];
