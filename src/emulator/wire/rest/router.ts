import { matchOperationPath } from './operation-path.ts';
import { matchTemplate, splitPath } from './path-template.ts';
import type { Route } from './routes.ts';
import type { MethodType } from '../type-table.ts';

export interface Match {
  method: MethodType;
  body: string | undefined;
  /** Field paths as in the template, with the values from the path. */
  captured: Readonly<Record<string, string>>;
}

/** Finds the method that a request names. Earlier routes win. */
export class Router {
  readonly #closed = new Map<string, Route[]>();
  readonly #open: Route[] = [];
  readonly #operations: ReadonlyMap<string, MethodType>;

  constructor(routes: readonly Route[], methods: readonly MethodType[]) {
    for (const route of routes) {
      if (route.template.isOpen) {
        this.#open.push(route);
        continue;
      }
      const key = keyOf(route.httpMethod, route.template.verb, route.template.segments.length);
      const list = this.#closed.get(key);
      if (list === undefined) this.#closed.set(key, [route]);
      else list.push(route);
    }
    this.#operations = new Map(methods.map((method) => [method.fullName, method]));
  }

  match(httpMethod: string, path: string): Match | undefined {
    const operation = matchOperationPath(httpMethod, path);
    if (operation !== undefined) {
      const method = this.#operations.get(operation.method);
      if (method !== undefined) return { ...operation, method };
    }
    const split = splitPath(path);
    const key = keyOf(httpMethod, split.verb, split.segments.length);
    for (const route of [...(this.#closed.get(key) ?? []), ...this.#open]) {
      if (route.httpMethod !== httpMethod) continue;
      const captured = matchTemplate(route.template, split);
      if (captured !== undefined) return { method: route.method, body: route.body, captured };
    }
    return undefined;
  }
}

function keyOf(httpMethod: string, verb: string, segmentCount: number): string {
  return `${httpMethod} ${verb} ${segmentCount}`;
}
