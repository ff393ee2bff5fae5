/** Variables that lead official clients, gcloud and this program to an embedded Vertex. */
export function clientEnvironment(address: string): Record<string, string> {
  const origin = `http://${address}`;
  return {
    VERTEX_EMULATOR_HOST: address,
    STORAGE_EMULATOR_HOST: origin,
    MONITORING_EMULATOR_HOST: address,
    LOGGING_EMULATOR_HOST: address,
    // No probe for a metadata server: there are no credentials to find.
    METADATA_SERVER_DETECTION: 'none',
    CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM: `${origin}/`,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING: `${origin}/`,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING: `${origin}/`,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${origin}/storage/v1/`,
    CLOUDSDK_AUTH_DISABLE_CREDENTIALS: 'true',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
    CLOUDSDK_CORE_CHECK_GCE_METADATA: 'false',
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
  };
}
