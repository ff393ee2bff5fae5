import {
  type Content,
  type Description,
  judges,
  operationOf,
  type Parameter,
  resolved,
} from './description.ts';
import type { Exchange } from './exchange.ts';

/** Statuses that any operation may answer with, whether or not its description lists them. */
const everywhere = [401, 403, 404, 429, 500, 502, 503, 504];
const anyError = { $ref: '#/components/schemas/basic-error' };

/** What is wrong with requests, by a description; a parameter or property that it does not name is. */
export function requestRemarks(
  description: Description,
  exchanges: readonly Exchange[],
): readonly string[] {
  const { closed } = judges(description);
  return exchanges.flatMap(({ verb, path, query, body }) => {
    const name = `${verb} ${path}`;
    const found = operationOf(description, verb, path);
    if (found === undefined) return [`${name}: there is no such operation`];
    const { operation, given } = found;
    const parameters = (operation.parameters ?? []).map((part) =>
      resolved<Parameter>(description, part),
    );
    const values = { ...given, ...Object.fromEntries(query) };
    const unknown = Object.keys(values).filter(
      (key) => !parameters.some((one) => one.name === key),
    );
    const missing = parameters.filter((one) => one.required === true && !(one.name in values));
    const schema = operation.requestBody?.content['application/json']?.schema;
    return [
      ...unknown.map((key) => `${name}: there is no parameter ${key}`),
      ...missing.map((one) => `${name}: ${one.name} is missing`),
      ...parameters
        .filter((one) => one.name in values)
        .flatMap((one) =>
          closed(one.schema, typed(values[one.name] ?? '', one.schema)).map(
            (remark) => `${name}: ${one.name}${remark}`,
          ),
        ),
      ...(schema === undefined
        ? body === undefined
          ? []
          : [`${name}: takes no body`]
        : closed(schema, body).map((remark) => `${name}: body ${remark}`)),
    ];
  });
}

/** What is wrong with answers of a stand-in. */
export function answerRemarks(
  description: Description,
  exchanges: readonly Exchange[],
): readonly string[] {
  const { partial } = judges(description);
  return exchanges.flatMap(({ verb, path, status, answer }) => {
    const name = `${verb} ${path}: ${status}`;
    const responses = operationOf(description, verb, path)?.operation.responses ?? {};
    const listed = responses[status];
    if (listed === undefined && !everywhere.includes(status)) return [`${name} is not described`];
    const { content } = resolved<{ content?: Content }>(description, listed ?? {});
    const schema = content?.['application/json']?.schema ?? anyError;
    return partial(schema, answer).map((remark) => `${name} ${remark}`);
  });
}

/** A text of an address as what the schema expects it to be. */
function typed(text: string, schema: unknown): unknown {
  const isNumber = (schema as { type?: unknown }).type === 'integer' && /^\d+$/.test(text);
  return isNumber ? Number(text) : text;
}
