import type { Step } from '../contract/step.ts';
import { canaryPromote } from '../steps/canary-promote/contract.ts';
import { deployStaging } from '../steps/deploy-staging/contract.ts';
import { integrationTest } from '../steps/integration-test/contract.ts';
import { register } from '../steps/register/contract.ts';
import { train } from '../steps/train/contract.ts';
import { validate } from '../steps/validate/contract.ts';

/** The contracts of the steps, in the order of the train. */
export const allSteps: readonly Step[] = [
  validate,
  train,
  register,
  deployStaging,
  integrationTest,
  canaryPromote,
];
