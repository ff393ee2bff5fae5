import { type ApiVersion, versionOf } from './api-version.ts';
import { isJsonObject } from './json.ts';
import type { BegunInBeta } from './server-parts.ts';
import type { MethodType } from './type-table.ts';

/** Decides in the types of which version of the API an answer is told. */
export class AnswerVersions {
  readonly #begunInBeta: BegunInBeta;

  constructor(begunInBeta: BegunInBeta) {
    this.#begunInBeta = begunInBeta;
  }

  /**
   * The version that was called. Methods of operations have none of their own: then it is that of the
   * path, and without one that in which the operation was begun. Undefined: as it is stored.
   */
  of(method: MethodType, result: object, ofPath?: ApiVersion): ApiVersion | undefined {
    const called = versionOf(method.fullName);
    const operation = operationIn(method, result);
    if (operation === undefined) return called ?? ofPath;
    if (called === 'v1beta1') this.#begunInBeta.add(operation);
    return called ?? ofPath ?? (this.#begunInBeta.has(operation) ? 'v1beta1' : undefined);
  }
}

/** Trailing id of the operation that a result is. */
function operationIn({ responseType }: MethodType, result: object): string | undefined {
  if (responseType !== 'google.longrunning.Operation' || !isJsonObject(result)) return undefined;
  const { name } = result;
  return typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1) : undefined;
}
