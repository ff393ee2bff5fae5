import { ApiError } from '../wire/api-error.ts';

/** The local program that stands for a container image. */
export interface ImageCommand {
  command: readonly string[];
  cwd?: string;
  env?: Readonly<Record<string, string>>;
}

export type Images = Readonly<Record<string, ImageCommand>>;

/** What a container spec asks to run. */
export interface ContainerRequest {
  imageUri: string;
  command?: readonly string[];
  args?: readonly string[];
  env?: readonly { name?: string; value?: string }[];
}

/** Environment variables by which interpreters and loaders take in code. */
const loadsCode =
  /^(PATH|LD_.*|DYLD_.*|NODE_OPTIONS|NODE_PATH|PYTHON(PATH|STARTUP|HOME)|PERL5(LIB|OPT)|RUBY(LIB|OPT)|BASH_ENV|ENV|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS)$/;

/** @throws ApiError FAILED_PRECONDITION naming the image and the key to add. */
export function findImage(images: Images, imageUri: string): ImageCommand {
  const found = lookUp(images, imageUri);
  if (found !== undefined) return found;
  throw new ApiError(
    'FAILED_PRECONDITION',
    `The embedded Vertex has no command for image "${imageUri}". Add it to \`images:\` of the emulator's configuration: images: { "${withoutVersion(imageUri)}": { command: [...] } }.`,
  );
}

function lookUp(images: Images, imageUri: string): ImageCommand | undefined {
  const withoutDigest = imageUri.replace(/@.*$/, '');
  for (const reference of [imageUri, withoutDigest, withoutVersion(imageUri)]) {
    if (Object.hasOwn(images, reference)) return images[reference];
  }
  return undefined;
}

/** An image reference without tag and digest. The colon of a registry's port is not a tag. */
export function withoutVersion(imageUri: string): string {
  return imageUri.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

/**
 * Commands come from the configuration alone unless it says otherwise.
 * @throws ApiError FAILED_PRECONDITION
 */
export function refuseCommands(container: ContainerRequest, allowCommands: boolean): void {
  if (allowCommands) return;
  if ((container.command ?? []).length > 0) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      `container_spec.command is refused: the embedded Vertex runs only commands from \`images:\` of its configuration. Start it with --allow-commands to run commands from requests.`,
    );
  }
  for (const { name = '' } of container.env ?? []) {
    if (loadsCode.test(name)) {
      throw new ApiError(
        'FAILED_PRECONDITION',
        `container_spec.env ${name} is refused: it can make a program load other code. Put it into \`images:\` of the configuration, or start the embedded Vertex with --allow-commands.`,
      );
    }
  }
}
