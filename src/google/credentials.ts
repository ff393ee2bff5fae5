import { GoogleAuth, PassThroughClient } from 'google-auth-library';
import { ReleaseError } from '../errors/error.ts';
import type { Origins } from './origin.ts';

/** Who calls. Against an emulator nobody: no credential is looked for, none is sent. */
export interface Credentials {
  /** What gax's clients take as their `authClient`. */
  auth: object;
  /** Headers for one request. Never for a host outside Google's. */
  headersFor(url: string): Promise<Record<string, string>>;
}

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
/** `E.REGION-UID.prediction.vertexai.goog`: Endpoint.dedicated_endpoint_dns of the API. */
const dedicatedEndpoint = /^[a-z0-9-]+\.[a-z0-9-]+\.prediction\.vertexai\.goog$/;
/**
 * Errors must arrive as the API's JSON, which gax decodes; not as an exception of the transporter.
 * A redirect would be followed with the token: Google's APIs send none.
 */
export const transporterOptions = { validateStatus: () => true, redirect: 'error' } as const;

export function makeCredentials(origins: Origins): Credentials {
  if (origins.emulated) {
    return {
      auth: new PassThroughClient({ transporterOptions }),
      headersFor: async () => ({}),
    };
  }
  const auth = new GoogleAuth({ scopes, clientOptions: { transporterOptions } });
  return {
    auth,
    async headersFor(url) {
      refuseForeignHost(url);
      const headers = await auth.getRequestHeaders(url);
      return Object.fromEntries(headers.entries());
    },
  };
}

function refuseForeignHost(url: string): void {
  const { hostname, protocol } = new URL(url);
  const isGoogle = hostname.endsWith('.googleapis.com') || dedicatedEndpoint.test(hostname);
  if (protocol === 'https:' && isGoogle) return;
  throw new ReleaseError('INTERNAL', `credentials would have gone to ${hostname}`);
}
