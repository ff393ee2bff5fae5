import { ReleaseError, refuseProblems } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { ServingContainer } from '../../vertex/model.ts';

/** Vertex AI: environment variables of one container. */
const mostVariables = 100;
/** Vertex AI: labels of one resource. */
const mostLabels = 64;

/** Hosts of Artifact Registry and Container Registry, from which alone Vertex AI takes images. */
const registries = /^(?:[a-z0-9-]+-docker\.pkg\.dev\/[^/]+\/[^/]+|(?:[a-z]+\.)?gcr\.io\/[^/]+)\/./;

/**
 * What Vertex AI would refuse, or serve otherwise than meant, told before anything is uploaded.
 * @throws ReleaseError INPUT_INVALID with all problems.
 */
export function checkContainer(
  container: ServingContainer,
  labels: Readonly<Record<string, string>>,
  { emulated }: { emulated: boolean },
): void {
  const problems = [
    // The embedded Vertex runs an image as a local program, whatever it is called.
    ...(emulated ? [] : imageProblems(container.imageUri)),
    ...routeProblems(container),
    ...variableProblems(container.env ?? {}),
    ...labelProblems(labels),
  ];
  refuseProblems('the model to register', problems);
}

/**
 * The digest behind the serving image, as far as anybody tells it.
 * @throws ReleaseError RESOURCE_NOT_FOUND when Artifact Registry says that there is no such image.
 */
export async function checkImage(
  imageUri: string,
  { ports, emulated }: StepContext,
): Promise<string | undefined> {
  const { host, images } = ports;
  const pinned = /@(sha256:[0-9a-f]{64})$/.exec(imageUri)?.[1];
  if (emulated) return pinned;
  if (pinned === undefined) {
    host.warn(
      `serving_image ${imageUri} names no digest: what the tag means may change between here and a later release`,
    );
  }
  const answer = await images.find(imageUri);
  switch (answer.kind) {
    case 'found':
      return answer.digest;
    case 'unknown':
      host.warn(`whether ${imageUri} exists could not be checked: ${answer.why}`);
      return pinned;
    case 'absent':
      throw new ReleaseError('RESOURCE_NOT_FOUND', `there is no image ${imageUri}`, {
        mend: 'Push it before this step, or correct register.serving_image.',
      });
  }
}

function imageProblems(imageUri: string): Problem[] {
  if (registries.test(imageUri)) return [];
  return [
    {
      where: 'register.serving_image',
      expected:
        'an image in Artifact Registry (LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE) or Container Registry (gcr.io/PROJECT/IMAGE)',
      found: imageUri,
      mend: 'Push it there: Vertex AI takes serving images from nowhere else.',
    },
  ];
}

function routeProblems({ predictRoute, healthRoute }: ServingContainer): Problem[] {
  return [
    { where: 'register.predict_route', route: predictRoute },
    { where: 'register.health_route', route: healthRoute },
  ].flatMap(({ where, route }) => {
    const isSound = /^\/[^\s?#]*$/.test(route) && !route.startsWith('//');
    if (isSound) return [];
    const expected = 'a path that starts with one /, without query and fragment';
    return [{ where, expected, found: route }];
  });
}

function variableProblems(env: Readonly<Record<string, string>>): Problem[] {
  const where = 'register.serving_env';
  const names = Object.keys(env);
  const reserved = names.filter((name) => name.startsWith('AIP_'));
  return [
    ...reserved.map((name) => ({
      where: `${where}.${name}`,
      expected: 'a name that does not start with AIP_',
      found: name,
      mend: 'Vertex AI sets those itself. Rename it, and read the new name in the server.',
    })),
    ...(names.length <= mostVariables
      ? []
      : [{ where, expected: `at most ${mostVariables} variables`, found: String(names.length) }]),
  ];
}

function labelProblems(labels: Readonly<Record<string, string>>): Problem[] {
  const count = Object.keys(labels).length;
  if (count <= mostLabels) return [];
  return [
    {
      where: 'labels',
      expected: `at most ${mostLabels} labels with those that the release sets itself`,
      found: String(count),
    },
  ];
}
