const online = 'aiplatform.googleapis.com/prediction/online';

/** What Vertex AI records of the predictions of an endpoint, as Cloud Monitoring's metric types. */
export const onlineMetrics = {
  responses: `${online}/response_count`,
  latencies: `${online}/prediction_latencies`,
  replicas: `${online}/replicas`,
  targetReplicas: `${online}/target_replicas`,
} as const;
