import type { ContainerRequest, ImageCommand } from './image.ts';

export type Environment = Readonly<Record<string, string>>;

/** What a program gets of the emulator's own environment. Credentials and tokens are not among it. */
const inherited = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TMPDIR',
  'TMP',
  'TEMP',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'SYSTEMROOT',
] as const;

export function inheritedEnvironment(parent: NodeJS.ProcessEnv): Environment {
  const entries = inherited.flatMap((name) => {
    const value = parent[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

export interface Launch {
  command: readonly string[];
  cwd?: string;
  env: Environment;
}

/** Joins what the image says with what the container spec says; later variables see earlier ones. */
export function planLaunch(
  image: ImageCommand,
  container: ContainerRequest,
  base: Environment,
): Launch {
  const env: Record<string, string> = { ...base, ...image.env };
  for (const { name, value } of container.env ?? []) {
    if (name !== undefined && name !== '') env[name] = expandVariables(value ?? '', env);
  }
  const own = (container.command ?? []).length > 0 ? (container.command ?? []) : image.command;
  const command = [...own, ...(container.args ?? [])].map((part) => expandVariables(part, env));
  return image.cwd === undefined ? { command, env } : { command, env, cwd: image.cwd };
}

/** `$(NAME)` becomes its value, `$$(NAME)` the text `$(NAME)`; unknown names stay as they are. */
export function expandVariables(text: string, env: Environment): string {
  return text.replace(/\$(\$)?\(([^)]*)\)/g, (whole, escape: string | undefined, name: string) => {
    if (escape !== undefined) return whole.slice(1);
    return Object.hasOwn(env, name) ? (env[name] ?? '') : whole;
  });
}
