import { ReleaseError } from '../errors/error.ts';
import type { JsonObject } from '../release/json.ts';
import type { AuthorisedFetch, HttpCall } from './authorised-fetch.ts';
import { type Origins, urlOf } from './origin.ts';

export interface VertexCall extends Pick<HttpCall, 'method' | 'resource' | 'class' | 'verb'> {
  /** Below `/v1/`, with its query. */
  path: string;
  body?: object;
}

/** Vertex AI's JSON routes, for the services whose client would only add to the size of the bundle. */
export interface VertexRoutes {
  /** @throws ReleaseError by the rules of the call's class. */
  send(call: VertexCall): Promise<JsonObject>;
  /** As `send`; undefined where there is no such thing. */
  find(call: VertexCall): Promise<JsonObject | undefined>;
  /** All items of a list, page by page. `key` names the list in each page. */
  list(call: VertexCall, key: string): Promise<readonly JsonObject[]>;
}

const pageSize = 100;

export function vertexRoutes(http: AuthorisedFetch, origins: Origins): VertexRoutes {
  const toHttp = ({ path, body, ...call }: VertexCall): HttpCall => ({
    ...call,
    url: urlOf(origins.vertex(regionOf(call.resource)), `/v1/${path}`),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const send = async (call: VertexCall) => await jsonOf(await http.send(toHttp(call)));
  return {
    send,
    async find(call) {
      const response = await http.find(toHttp(call));
      return response === undefined ? undefined : await jsonOf(response);
    },
    async list(call, key) {
      const items: JsonObject[] = [];
      let pageToken = '';
      do {
        const query = new URLSearchParams({ pageSize: `${pageSize}` });
        if (pageToken !== '') query.set('pageToken', pageToken);
        const joint = call.path.includes('?') ? '&' : '?';
        const page = await send({ ...call, path: `${call.path}${joint}${query}` });
        const found = page[key];
        if (Array.isArray(found)) items.push(...found.filter(isJsonObject));
        pageToken = textOf(page['nextPageToken']);
      } while (pageToken !== '');
      return items;
    },
  };
}

async function jsonOf(response: Response): Promise<JsonObject> {
  const answer: unknown = await response.json();
  return isJsonObject(answer) ? answer : {};
}

/** @throws ReleaseError API_FAILED for a name without one. */
export function regionOf(name: string): string {
  const region = /\/locations\/([^/]+)(?:\/|$)/.exec(name)?.[1];
  if (region === undefined) throw new ReleaseError('API_FAILED', `"${name}" names no region`);
  return region;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field of an answer; empty when it is absent, as proto3 has it. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
