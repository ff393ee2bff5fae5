import { createHash } from 'node:crypto';

/**
 * The DeployedModel id of a release on an endpoint: 10 digits, the longest that Vertex lets a
 * client choose. The same release gets the same id, so a deploy that is repeated is found.
 */
export function deployedModelIdOf(releaseId: string, endpointId: string): string {
  const digest = createHash('sha256').update(`${releaseId}\n${endpointId}`).digest();
  const digits = digest.readBigUInt64BE() % 9_000_000_000n;
  return String(1_000_000_000n + digits);
}
