import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { repository, type RunnerOptions, type StepRecord } from './actions-runner-options.ts';

interface Place {
  options: RunnerOptions;
  workspace: string;
  /** Folder of the job, outside its workspace. */
  folder: string;
  /** This repository. */
  project: string;
}

/** Actions of others, by name: what they do here is what ours need of them. */
export function runKnown(
  uses: string,
  given: Readonly<Record<string, string>>,
  { options, workspace, folder, project }: Place,
): StepRecord | undefined {
  const success = { outcome: 'success', outputs: {} } as const;
  switch (uses.split('@', 1)[0]) {
    case 'actions/checkout':
      checkOut(options, { workspace, project }, given);
      return success;
    case 'actions/setup-node':
      return success;
    case 'google-github-actions/auth':
      return { outcome: 'success', outputs: { access_token: 'ya29.of-a-service-account' } };
    case 'actions/upload-artifact': {
      const kept = join(folder, 'artifacts', given['name'] ?? 'artifact');
      const path = given['path'] ?? '';
      cpSync(join(workspace, path), join(kept, path.split('/').at(-1) ?? ''), {
        recursive: true,
      });
      options.artifacts?.set(given['name'] ?? 'artifact', kept);
      return success;
    }
    case 'actions/download-artifact': {
      const kept = options.artifacts?.get(given['name'] ?? '');
      if (kept === undefined) return { outcome: 'failure', outputs: {} };
      cpSync(kept, join(workspace, given['path'] ?? ''), { recursive: true });
      return success;
    }
    default:
      return undefined;
  }
}

/** Puts the repository into the workspace, as `actions/checkout` does. */
function checkOut(
  { checkout }: RunnerOptions,
  { workspace, project }: { workspace: string; project: string },
  given: Readonly<Record<string, string>>,
): void {
  if (given['repository'] !== undefined && given['repository'] !== repository) {
    symlinkSync(project, join(workspace, given['path'] ?? ''));
    return;
  }
  for (const [path, folder] of Object.entries(checkout)) {
    cpSync(folder, join(workspace, path), {
      recursive: true,
      filter: (file) =>
        !/[\\/](node_modules|\.vertex-release)([\\/]|$)/.test(file.slice(folder.length)),
    });
  }
  const modules = join(workspace, 'node_modules');
  if (!existsSync(modules)) symlinkSync(join(project, 'node_modules'), modules);
}
