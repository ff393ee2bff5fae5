import type { StepName } from '../release/step-name.ts';
import { canaryPromote } from '../steps/canary-promote/contract.ts';
import { deployStaging } from '../steps/deploy-staging/contract.ts';
import { integrationTest } from '../steps/integration-test/contract.ts';
import { register } from '../steps/register/contract.ts';
import { train } from '../steps/train/contract.ts';
import { validate } from '../steps/validate/contract.ts';
import { type Program, program } from './program.ts';

/** Every step with what runs it, in the order of the train. */
export const programs: Readonly<Record<StepName, Program>> = {
  validate: program(validate, async () => ({
    run: (await import('../steps/validate/run.ts')).runValidate,
  })),
  train: program(train, async () => ({ run: (await import('../steps/train/run.ts')).runTrain })),
  register: program(register, async () => ({
    run: (await import('../steps/register/run.ts')).runRegister,
  })),
  'deploy-staging': program(deployStaging, async () => ({
    run: (await import('../steps/deploy-staging/run.ts')).runDeployStaging,
  })),
  'integration-test': program(integrationTest, async () => ({
    run: (await import('../steps/integration-test/run.ts')).runIntegrationTest,
  })),
  'canary-promote': program(canaryPromote, async () => {
    const { runCanaryPromote } = await import('../steps/canary-promote/run.ts');
    const { claimEndpoint } = await import('../steps/canary-promote/claim.ts');
    const { canaryPromoteInputs } = await import('../steps/canary-promote/from-contract.ts');
    return {
      run: (inputs, context) => runCanaryPromote(canaryPromoteInputs(inputs), context),
      claim: (inputs, context) => claimEndpoint(canaryPromoteInputs(inputs), context),
    };
  }),
};
