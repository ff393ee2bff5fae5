import { isJsonObject } from './json.ts';
import { compileTemplate, type PathTemplate } from './path-template.ts';
import type { MethodType } from './type-table.ts';

/** One HTTP binding of a method. */
export interface Route {
  httpMethod: string;
  template: PathTemplate;
  /** Field that the body holds; `*` for the whole request; undefined when there is none. */
  body: string | undefined;
  method: MethodType;
}

const httpVerbs = ['get', 'put', 'post', 'delete', 'patch'] as const;
const v1Package = 'google.cloud.aiplatform.v1.';

/** All bindings that the descriptors declare, first the served ones, also under `/v1beta1`. */
export function deriveRoutes(methods: readonly MethodType[], served: ReadonlySet<string>): Route[] {
  const first: Route[] = [];
  const rest: Route[] = [];
  for (const method of methods) {
    const isServed = served.has(method.fullName);
    for (const binding of bindingsOf(method)) {
      const [httpMethod, path] = binding.pattern;
      const route = { httpMethod, template: compileTemplate(path), body: binding.body, method };
      (isServed ? first : rest).push(route);
      if (isServed && method.fullName.startsWith(v1Package)) {
        const beta = compileTemplate(path.replace(/^\/v1\//, '/v1beta1/'));
        first.push({ ...route, template: beta });
      }
    }
  }
  return [...first, ...rest];
}

interface Binding {
  pattern: [httpMethod: string, path: string];
  body: string | undefined;
}

function bindingsOf(method: MethodType): Binding[] {
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
