import { ApiError } from '../api-error.ts';
import type { HttpRequest } from '../handler.ts';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];
const refusedSites: ReadonlySet<string> = new Set(['cross-site', 'same-site']);

/**
 * Refuses what a web page could send. The server runs commands, so no page that the user happens to
 * look at may reach it: not by its own origin, nor by a name that resolves to the loopback address.
 * @throws ApiError PERMISSION_DENIED
 */
export function refuseBrowsers(request: HttpRequest, port: number): void {
  if (request.headers.origin !== undefined) {
    throw denied('requests with an Origin header, which only browsers send, are refused');
  }
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string' && refusedSites.has(site)) {
    throw denied(`requests with Sec-Fetch-Site: ${site} are refused`);
  }
  const host = request.headers.host?.toLowerCase();
  if (host === undefined || !loopbackNames.some((name) => host === `${name}:${port}`)) {
    throw denied(`the Host header must be one of ${loopbackNames.join(', ')} with port ${port}`);
  }
}

/**
 * Writes of the JSON APIs must say `application/json`: a form or a no-cors fetch cannot.
 * @throws ApiError with HTTP status 415
 */
export function requireJson(request: HttpRequest): void {
  const method = request.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return;
  const given = request.headers['content-type'];
  if (given === undefined && !hasBody(request)) return;
  const type = given?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') return;
  const found = given === undefined ? 'none' : `"${given}"`;
  throw new ApiError(
    'INVALID_ARGUMENT',
    `Content-Type must be application/json for ${method} requests, found ${found}.`,
    415,
  );
}

function hasBody(request: HttpRequest): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length ?? '0') !== '0';
}

function denied(why: string): ApiError {
  return new ApiError(
    'PERMISSION_DENIED',
    `The embedded Vertex serves local programs only: ${why}.`,
  );
}
