import { isDeepStrictEqual } from 'node:util';
import { readPackageFile, requirePackage } from '../tools/packages.ts';
import type { Exchange } from './exchange.ts';

interface Graphql {
  buildSchema(text: string, options: { assumeValidSDL: true }): unknown;
  graphqlSync(request: { schema: unknown; source: string; rootValue: unknown }): {
    data?: unknown;
    errors?: readonly { message: string }[];
  };
}

/** What is wrong with queries and their answers, by GitHub's public GraphQL schema. */
export function graphqlRemarks(exchanges: readonly Exchange[]): readonly string[] {
  const { buildSchema, graphqlSync } = requirePackage<Graphql>('graphql');
  const schema = buildSchema(readPackageFile('@octokit/graphql-schema', 'schema.graphql'), {
    // GitHub publishes it with fields that are defined twice.
    assumeValidSDL: true,
  });
  return exchanges.flatMap(({ body, answer }) => {
    const { query } = body as { query: string };
    const { data: rootValue } = answer as { data: unknown };
    const { data, errors } = graphqlSync({ schema, source: query, rootValue });
    const remarks = (errors ?? []).map(({ message }) => `${query}: ${message}`);
    const isSame = isDeepStrictEqual(structuredClone(data), rootValue);
    return remarks.length > 0 || isSame ? remarks : [`${query}: the answer holds more than asked`];
  });
}
