import { actionReadme, commentActionReadme } from '../../src/contract/action-readme.ts';
import { actionYml, commentActionYml, trainActionYml } from '../../src/contract/action-yml.ts';
import { cloudBuildStep } from '../../src/contract/cloudbuild-step.ts';
import { cloudBuildPullRequest, cloudBuildRelease } from '../../src/contract/cloudbuild-train.ts';
import { configSchema } from '../../src/contract/json-schema.ts';
import { opening, shared } from '../../src/contract/shared.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { embeddedVertexPage } from './embedded-vertex-page.ts';
import { errorsPage } from './errors-page.ts';
import { pageAssets } from './page-assets.ts';
import { permissionsPage } from './permissions-page.ts';
import { stepPermissions } from './step-permissions.ts';

/** Every derived file by its path in the repository. */
export function derivedFiles(): ReadonlyMap<string, string> {
  return new Map([
    [
      'schema/vertex-release.schema.json',
      `${JSON.stringify(configSchema(allSteps), undefined, 2)}\n`,
    ],
    ['docs/embedded-vertex.md', embeddedVertexPage()],
    ['docs/errors.md', errorsPage()],
    ['docs/permissions.md', permissionsPage()],
    ['src/emulator/page/assets.json', pageAssets()],
    ['action.yml', trainActionYml(allSteps, { ...shared, ...opening })],
    ['actions/comment/action.yml', commentActionYml()],
    ['actions/comment/README.md', commentActionReadme()],
    ['cloudbuild/release.yaml', cloudBuildRelease(allSteps)],
    ['cloudbuild/pull-request.yaml', cloudBuildPullRequest(allSteps)],
    ...allSteps.flatMap((step): [string, string][] => [
      [`actions/${step.name}/action.yml`, actionYml(step)],
      [`actions/${step.name}/README.md`, actionReadme(step, stepPermissions[step.name])],
      [`cloudbuild/steps/${step.name}.yaml`, cloudBuildStep(step)],
    ]),
  ]);
}
