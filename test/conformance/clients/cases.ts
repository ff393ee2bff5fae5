import { Absent, type Case } from '../harness/case.ts';
import type { Client, Findings } from './client.ts';
import { fidelityCases } from './fidelity/fidelity-cases.ts';
import { gcloud, gcloudStorage } from './gcloud/gcloud-clients.ts';
import { nodeClient } from './node/node-client.ts';
import { pythonSdk1, pythonSdk2 } from './python/sdk-clients.ts';
import { stepsOf } from './steps.ts';
import { withVertex } from './vertex.ts';

/** What one client found, asked for once. */
export interface Run {
  client: Client['name'];
  /** @throws Absent */
  findings(): Promise<Findings>;
}

const clients: readonly Client[] = [
  gcloud,
  gcloudStorage,
  pythonSdk1,
  pythonSdk2,
  nodeClient('REST'),
  nodeClient('gRPC'),
];

/** The scenario by every official client: a case for each step that a client takes. */
export function clientCases({ rewrite }: { rewrite: boolean }): readonly Case[] {
  const runs = clients.map(runOf);
  return [...runs.flatMap(casesOf), ...fidelityCases(runs, { rewrite })];
}

function runOf(client: Client): Run {
  let findings: Promise<Findings> | undefined;
  return {
    client: client.name,
    findings: () => (findings ??= withVertex((vertex) => client.takeSteps(vertex))),
  };
}

function casesOf({ client, findings }: Run): readonly Case[] {
  const wanted = stepsOf(client);
  return [
    {
      name: `${client}: goes through the scenario`,
      async run() {
        const taken = [...(await findings()).keys()];
        return taken.filter((step) => !wanted.includes(step)).map((step) => `took "${step}"`);
      },
    },
    ...wanted.map((step) => ({
      name: `${client}: ${step}`,
      async run() {
        const found = await ending(findings());
        if (found === undefined) return ['this client did not go through the scenario'];
        if (!found.has(step)) return ['this client did not take the step'];
        const problem = found.get(step);
        return problem === undefined ? [] : [problem];
      },
    })),
  ];
}

/** Undefined when the client failed as a whole, which the first of its cases tells. */
async function ending(findings: Promise<Findings>): Promise<Findings | undefined> {
  try {
    return await findings;
  } catch (thrown) {
    if (thrown instanceof Absent) throw thrown;
    return undefined;
  }
}
