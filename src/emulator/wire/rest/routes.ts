import { inVersion } from '../api-version.ts';
import { isJsonObject } from '../json.ts';
import { compileTemplate, type PathTemplate } from './path-template.ts';
import type { MethodType } from '../type-table.ts';

/** One HTTP binding of a method. */
export interface Route {
  httpMethod: string;
  template: PathTemplate;
  /** Field that the body holds; `*` for the whole request; undefined when there is none. */
  body: string | undefined;
  method: MethodType;
}

const httpVerbs = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** All bindings that the descriptors declare, first those of methods that are served, by v1 name. */
export function deriveRoutes(methods: readonly MethodType[], served: ReadonlySet<string>): Route[] {
  const first: Route[] = [];
  const rest: Route[] = [];
  for (const method of methods) {
    const isServed = served.has(inVersion(method.fullName, 'v1'));
    for (const binding of bindingsOf(method)) {
      const [httpMethod, path] = binding.pattern;
      const route = { httpMethod, template: compileTemplate(path), body: binding.body, method };
      (isServed ? first : rest).push(route);
    }
  }
  return [...first, ...rest];
}

export interface Binding {
  pattern: [httpMethod: string, path: string];
  body: string | undefined;
}

/** What `google.api.http` says of a method, first binding first. */
export function bindingsOf(method: MethodType): Binding[] {
  const rules = method.options.flatMap((option) => rulesIn(option['(google.api.http)']));
  return rules.flatMap((rule) => {
    const verb = httpVerbs.find((candidate) => typeof rule[candidate] === 'string');
    if (verb === undefined) return [];
    const body = rule['body'];
    const pattern: Binding['pattern'] = [verb.toUpperCase(), String(rule[verb])];
    return [{ pattern, body: typeof body === 'string' ? body : undefined }];
  });
}

function rulesIn(rule: unknown): Record<string, unknown>[] {
  if (!isJsonObject(rule)) return [];
  const more = rule['additional_bindings'];
  const others = Array.isArray(more) ? more : [more];
  return [rule, ...others.filter(isJsonObject)];
}
