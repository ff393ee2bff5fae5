import { observingBehaviours } from './observing-behaviours.ts';
import { registryBehaviours } from './registry-behaviours.ts';
import { servingBehaviours } from './serving-behaviours.ts';

/** All that the embedded Vertex is true to, in the order of the table. */
export const behaviours = {
  ...registryBehaviours,
  ...servingBehaviours,
  ...observingBehaviours,
} as const;

export type BehaviourId = keyof typeof behaviours;
