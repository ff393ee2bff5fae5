/** Texts of Vertex AI that are known from public reports. Clients match on some of them. */
export const knownMessages = {
  unknownDeployedModels: (ids: readonly string[]) =>
    `The following DeployedModel ID(s) [${ids.join(', ')}] do not exist.`,
  endpointNotEmpty: () => 'Endpoint has deployed or being-deployed DeployedModel(s)',
  automaticResources: (model: string) =>
    `'automatic_resources' is not supported for Model ${model}.`,
  noTrafficSplit: (endpoint: string) => `Endpoint ${endpoint} doesn't have traffic_split.`,
  noExplanation: (id: string) => `Deployed model ${id} does not support explanation.`,
  payloadTooLarge: (limit: number) => `Request payload size exceeds the limit: ${limit} bytes.`,
  responseTooLarge: (endpointId: string, deployedModelId: string, size: number, limit: number) =>
    `Failed to handle request. endpoint_id: ${endpointId}, deployed_model_id: ${deployedModelId} with error: Response size too large. Received at least ${size} bytes; max ${limit}.`,
  metadataEtag: (what: string, given: string, current: string) =>
    `Specified ${what} \`etag\`: \`${given}\` does not match server \`etag\`: \`${current}\``,
} as const;

/** Approximate texts: the rule is documented, the wording of Vertex AI is not known. */
export const approximateMessages = {
  notFound: (what: string, name: string) => `The ${what} "${name}" is not found.`,
  alreadyExists: (what: string, name: string) => `The ${what} "${name}" already exists.`,
  required: (field: string) => `Field: ${field}; Message: Required field is not set.`,
  invalidField: (field: string, why: string) => `Field: ${field}; Message: ${why}`,
  trafficSum: (sum: number) =>
    `Sum of all traffic within traffic split needs to be 100, but it is ${sum}.`,
  trafficValue: (id: string, value: unknown) =>
    `Traffic of DeployedModel ${id} must be an integer from 0 to 100, found ${String(value)}.`,
  undeployWithTraffic: (id: string) =>
    `DeployedModel ${id} still has traffic. Unassign its traffic before, or with, undeploying it.`,
  duplicateDeployedModel: (id: string) =>
    `DeployedModel with ID ${id} already exists on the Endpoint.`,
  etagMismatch: () => 'The etag in the request does not match the current etag of the resource.',
  operationsRunning: (endpoint: string, operations: readonly string[]) =>
    `There are other operations running on the Endpoint "${endpoint}". Operation(s) are: ${operations.join(', ')}.`,
  defaultNeeded: () =>
    'A Model must have exactly one version with alias "default". Assign it to another version instead.',
  aliasForm: (alias: string) =>
    `Version alias "${alias}" is invalid: it must match [a-z][a-zA-Z0-9-]{0,126}[a-z0-9].`,
  versionDeployed: (name: string) =>
    `The Model version "${name}" is deployed to an Endpoint. Undeploy it first.`,
  modelDeployed: (name: string) =>
    `The Model "${name}" is deployed to an Endpoint. Undeploy it first.`,
  onlyVersion: () => 'The only version of a Model cannot be deleted. Delete the Model instead.',
  deletesDefault: () =>
    'The default version of a Model cannot be deleted. Move the alias "default" first.',
  mixedScopes: (fields: readonly string[], scope: string) =>
    `update_mask names ${fields.join(', ')}, which cannot be updated with a ${scope} name.`,
  predictionsMissing: () =>
    'The model server answered without "predictions". A response must be a JSON object with a list "predictions".',
} as const;
