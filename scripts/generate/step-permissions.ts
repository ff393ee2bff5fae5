import type { Permission } from '../../src/contract/permission.ts';
import type { StepName } from '../../src/release/step-name.ts';
import { canaryPromotePermissions } from '../../src/steps/canary-promote/permissions.ts';
import { deployStagingPermissions } from '../../src/steps/deploy-staging/permissions.ts';
import { integrationTestPermissions } from '../../src/steps/integration-test/permissions.ts';
import { registerPermissions } from '../../src/steps/register/permissions.ts';
import { trainPermissions } from '../../src/steps/train/permissions.ts';
import { validatePermissions } from '../../src/steps/validate/permissions.ts';

/** What every step needs in Google Cloud, in the order of the train. */
export const stepPermissions: Readonly<Record<StepName, readonly Permission[]>> = {
  validate: validatePermissions,
  train: trainPermissions,
  register: registerPermissions,
  'deploy-staging': deployStagingPermissions,
  'integration-test': integrationTestPermissions,
  'canary-promote': canaryPromotePermissions,
};
