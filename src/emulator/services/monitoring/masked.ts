import { isJsonObject, type JsonObject, type JsonValue } from '../../wire/json.ts';
import { invalidValue } from './monitoring-fields.ts';

/**
 * A resource with the fields of an update mask taken from the input, or removed where the input
 * lacks them. Paths may lead into a field: `documentation.content`, `userLabels.team`.
 * @throws ApiError INVALID_ARGUMENT for a path that is not allowed
 */
export function applyMask<Resource extends object>(
  before: Resource,
  input: Resource,
  mask: string,
  allowed: readonly string[],
): Resource {
  let result = before as JsonObject;
  for (const path of mask.split(',').filter((part) => part !== '')) {
    const [head = '', ...rest] = path.split('.');
    if (!allowed.includes(head)) {
      throw invalidValue('update_mask', path, 'The field cannot be updated.');
    }
    result = withField(result, input as JsonObject, [head, ...rest]);
  }
  return result as Resource;
}

function withField(target: JsonObject, source: JsonObject, path: readonly string[]): JsonObject {
  const [given = '', ...rest] = path;
  const key = keyIn(source, given) ?? keyIn(target, given) ?? given;
  const value = rest.length === 0 ? source[key] : below(target[key], source[key], rest);
  const { [key]: _before, ...others } = target;
  return value === undefined ? others : { ...others, [key]: value };
}

function below(
  target: JsonValue | undefined,
  source: JsonValue | undefined,
  path: readonly string[],
): JsonObject {
  return withField(isJsonObject(target) ? target : {}, isJsonObject(source) ? source : {}, path);
}

/** Masks arrive in camelCase; the keys of maps may have underscores. */
function keyIn(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  return Object.keys(object).find(
    (key) => key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()) === name,
  );
}
