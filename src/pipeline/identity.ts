import { createHash } from 'node:crypto';
import type { Files } from '../ports/files.ts';
import type { Objects } from '../ports/objects.ts';
import type { Identity } from './open-release.ts';

/** What training depends on, as the configuration says it. */
export interface TrainingInputs {
  jobSpec: string | undefined;
  trainingImage: string | undefined;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  data: readonly { name: string; source: string }[];
}

/** A digest for each thing that training depends on. Settings of later steps are not among them. */
export async function trainingIdentity(
  inputs: TrainingInputs,
  files: Files,
  objects: Objects,
): Promise<Identity> {
  const identity: Record<string, string> = {
    settings: digest(
      JSON.stringify([
        inputs.trainingImage ?? '',
        inputs.args,
        Object.entries(inputs.env).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    ),
  };
  const jobSpec = inputs.jobSpec === undefined ? undefined : await files.read(inputs.jobSpec);
  if (jobSpec !== undefined) identity['job_spec'] = digest(jobSpec);
  for (const { name, source } of inputs.data) {
    const known = source.startsWith('gs://')
      ? await objects.generationOf(source)
      : await fileDigest(source, files);
    if (known !== undefined) identity[`data.${name}`] = known;
  }
  return identity;
}

async function fileDigest(path: string, files: Files): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of files.open(path)) hash.update(chunk);
  return hash.digest('hex');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
