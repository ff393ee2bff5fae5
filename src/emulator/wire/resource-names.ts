import { ApiError } from './api-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { compileTemplate, type PathTemplate } from './rest/path-template.ts';
import { bindingsOf } from './rest/routes.ts';
import { toCamelCase, type MethodType } from './type-table.ts';

interface NameField {
  /** camelCase field path. */
  path: readonly string[];
  form: RegExp;
  pattern: string;
}

/** The fields of a method's request that hold resource names, in the forms that its paths allow. */
export class ResourceNames {
  /** One list for each binding: a request fits when all names of one binding do. */
  readonly #bindings: readonly (readonly NameField[])[];

  constructor(method: MethodType) {
    // Operations live under any resource; the descriptors know of one path only.
    const bindings = method.service === 'google.longrunning.Operations' ? [] : bindingsOf(method);
    this.#bindings = bindings.map(({ pattern: [, path] }) => fieldsOf(compileTemplate(path)));
  }

  /** The name that a request is about: that of the first field of its path. */
  of(request: JsonObject): string {
    const [binding = []] = this.#bindings;
    const value = valueAt(request, binding[0]?.path ?? ['name']);
    return typeof value === 'string' ? value : '';
  }

  /** @throws ApiError INVALID_ARGUMENT for a name that no path of the method could carry. */
  check(request: JsonObject): void {
    const misfits = this.#bindings.map((fields) =>
      fields.find(({ path, form }) => {
        const value = valueAt(request, path);
        return typeof value !== 'string' || !form.test(value);
      }),
    );
    if (misfits.length === 0 || misfits.includes(undefined)) return;
    const [first] = misfits;
    if (first === undefined) return;
    const { path, pattern } = first;
    const found = JSON.stringify(valueAt(request, path) ?? '').slice(0, 200);
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Invalid resource name in field "${path.join('.')}": expected ${pattern}, found ${found}.`,
    );
  }
}

function fieldsOf({ segments, captures }: PathTemplate): NameField[] {
  return captures.map(({ field, from, to }) => {
    const inner = segments.slice(from, to);
    const form = inner.map((segment) => segmentForms.get(segment) ?? segment).join('/');
    return {
      path: field.split('.').map(toCamelCase),
      form: new RegExp(`^${form}$`),
      pattern: inner.join('/'),
    };
  });
}

/** No segment is empty, a step up or down, or holds control characters. */
const segment = String.raw`(?!\.{1,2}(?:/|$))[^/\x00-\x1f\x7f]+`;
const segmentForms: ReadonlyMap<string, string> = new Map([
  ['*', segment],
  ['**', `${segment}(?:/${segment})*`],
]);

function valueAt(request: JsonObject, path: readonly string[]): JsonValue | undefined {
  let at: JsonValue | undefined = request;
  for (const key of path) at = isJsonObject(at) ? at[key] : undefined;
  return at;
}
