import { ReleaseError } from '../../errors/error.ts';
import type { Location } from '../../vertex/resource-name.ts';

/**
 * The error with what to do about the quota, when it is about one: Vertex AI says so with
 * RESOURCE_EXHAUSTED, or in the message of a failed operation: `The following quota metrics exceed
 * quota limits: aiplatform.googleapis.com/custom_model_serving_cpus`.
 */
export function explainQuota(error: ReleaseError, { projectId, region }: Location): ReleaseError {
  const isQuota =
    error.code === 'QUOTA_EXCEEDED' || /\bquotas?\b|RESOURCE_EXHAUSTED/i.test(error.message);
  if (!isQuota) return error;
  const metrics = quotaMetrics(error.message);
  const which = metrics.length === 0 ? 'A quota' : `The quota ${metrics.join(', ')}`;
  const mend = [
    `${which} of ${projectId} in ${region} is used up.`,
    'A deployment counts with its cores and accelerators times max_replica_count, beside what it will replace.',
    'Ask for fewer replicas or a smaller machine, undeploy what is not needed (mode: clean), or have the quota raised:',
    `https://console.cloud.google.com/iam-admin/quotas?project=${encodeURIComponent(projectId)}.`,
  ].join(' ');
  return new ReleaseError('QUOTA_EXCEEDED', error.message, { cause: error, mend });
}

/** Names of quotas in a message, each once: `aiplatform.googleapis.com/custom_model_serving_cpus`. */
export function quotaMetrics(message: string): string[] {
  return [
    ...new Set(message.match(/\b[a-z]{2,40}\.googleapis\.com\/[a-z][a-z0-9_]{2,80}\b/g) ?? []),
  ];
}
