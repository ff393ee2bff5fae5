/** The steps in the order of the train. */
export const stepNames = [
  'validate',
  'train',
  'register',
  'deploy-staging',
  'integration-test',
  'canary-promote',
] as const;

export type StepName = (typeof stepNames)[number];
