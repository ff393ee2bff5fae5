import { actionReadme } from '../../src/contract/action-readme.ts';
import { actionYml } from '../../src/contract/action-yml.ts';
import { cloudBuildStep } from '../../src/contract/cloudbuild-step.ts';
import { configSchema } from '../../src/contract/json-schema.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { errorsPage } from './errors-page.ts';

/** Every derived file by its path in the repository. */
export function derivedFiles(): ReadonlyMap<string, string> {
  return new Map([
    [
      'schema/vertex-release.schema.json',
      `${JSON.stringify(configSchema(allSteps), undefined, 2)}\n`,
    ],
    ['docs/errors.md', errorsPage()],
    ...allSteps.flatMap((step): [string, string][] => [
      [`actions/${step.name}/action.yml`, actionYml(step)],
      [`actions/${step.name}/README.md`, actionReadme(step)],
      [`cloudbuild/steps/${step.name}.yaml`, cloudBuildStep(step)],
    ]),
  ]);
}
