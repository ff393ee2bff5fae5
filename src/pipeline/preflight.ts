import { ReleaseError, refuseProblems } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { sectionOf } from '../contract/naming.ts';
import type { Sources } from '../contract/parse.ts';
import { formatDuration } from '../units/duration.ts';
import type { PreparedStep } from './program.ts';

/** The shortest alignment period of Cloud Monitoring, in ms. */
const shortestWindowMs = 60_000;

/** Refuses what cannot end well before anything is asked of the cloud. @throws ReleaseError. */
export function refuseBeforehand(
  steps: readonly PreparedStep[],
  { config }: Sources,
  emulated: boolean,
): void {
  if (!emulated) refuseShortWindows(steps);
  const top = config?.values.get('project_id');
  refuseOtherProjects(steps, top?.ok === true ? top.value : undefined);
}

function refuseShortWindows(steps: readonly PreparedStep[]): void {
  const problems = steps.flatMap(({ name, inputs }): Problem[] => {
    const window = inputs['window'];
    if (typeof window !== 'number' || window >= shortestWindowMs) return [];
    return [
      {
        where: `${sectionOf(name)}.window`,
        expected: 'at least 60s, the shortest period of Cloud Monitoring',
        found: formatDuration(window),
        mend: 'Only the embedded Vertex has shorter ones',
      },
    ];
  });
  refuseProblems('the configuration', problems);
}

/** One project for all environments, until versions are copied between projects. */
function refuseOtherProjects(steps: readonly PreparedStep[], topProject: unknown): void {
  for (const { name, shared } of steps) {
    if (typeof topProject !== 'string' || shared.projectId === topProject) continue;
    throw new ReleaseError(
      'UNIMPLEMENTED',
      `${name} would work in ${shared.projectId}, the model lies in ${topProject}`,
      {
        mend: 'Versions are not copied between projects yet: use one project for all environments.',
      },
    );
  }
}
