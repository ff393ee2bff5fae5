import { type Client, type Findings, type Steps, takeSteps } from '../client.ts';
import { aiSteps } from './ai-steps.ts';
import { type Gcloud, withGcloud } from './command.ts';
import { jobSteps } from './job-steps.ts';
import { monitoringSteps } from './monitoring-steps.ts';
import { refusalSteps } from './refusal-steps.ts';
import { storageSteps } from './storage-steps.ts';

export const gcloud = gcloudClient('gcloud', [aiSteps, jobSteps, refusalSteps, monitoringSteps]);
export const gcloudStorage = gcloudClient('gcloud storage', [storageSteps]);

/** Of these steps each list is taken in order; the lists need nothing of each other. */
function gcloudClient(name: Client['name'], lists: readonly Steps<Gcloud>[]): Client {
  return {
    name,
    takeSteps: (vertex) =>
      withGcloud(vertex, async (commands) => {
        const findings = await Promise.all(lists.map((steps) => takeSteps(steps, commands)));
        return new Map(findings.flatMap((found: Findings) => [...found]));
      }),
  };
}
