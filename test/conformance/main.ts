import { actionCases } from './checks/actions.ts';
import { auditCases } from './checks/audit.ts';
import { buildCases } from './checks/builds.ts';
import { configurationCases } from './checks/configuration.ts';
import { githubApiCases } from './checks/github-api.ts';
import { licenceCases } from './checks/licences.ts';
import { pageCases } from './checks/pages.ts';
import { scriptCases } from './checks/scripts.ts';
import { workflowCases } from './checks/workflows.ts';
import { clientCases } from './clients/cases.ts';
import { runCases, type RunOptions } from './harness/run-cases.ts';

const groups = [
  actionCases,
  workflowCases,
  scriptCases,
  auditCases,
  buildCases,
  configurationCases,
  githubApiCases,
  pageCases,
  licenceCases,
];

export interface ConformanceOptions extends RunOptions {
  /** Writes the table of fidelity from what is found, instead of comparing it. */
  rewrite: boolean;
}

/** Runs the cases whose names contain one of the words, all without words. */
export async function runConformance(
  words: readonly string[],
  options: ConformanceOptions,
): Promise<boolean> {
  const cases = [...groups.flatMap((group) => group()), ...clientCases(options)].filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  return await runCases(cases, options);
}
