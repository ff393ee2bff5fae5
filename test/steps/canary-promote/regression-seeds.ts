/** Seeds of simulations that once failed; they always run. What each of them found stands beside it. */
export const regressionSeeds: readonly number[] = [
  303, // a roll back that was asked for while the old champion was being undeployed could never end
  660, // the same, by another runner than the one that undeployed it
  1437, // a roll back while the challenger was being deployed left it there, without traffic
];
