import type { protos } from '@google-cloud/aiplatform';
import { ReleaseError } from '../errors/error.ts';
import type { Models } from '../ports/models.ts';
import type { ModelVersion, ServingContainer } from '../vertex/model.ts';
import { formatLocation, parseResourceName } from '../vertex/resource-name.ts';
import type { Clients } from './clients.ts';
import { operationName } from './endpoints.ts';
import type { AwaitOperation } from './operations.ts';
import { type CallInfo, type Retrier, withRetries } from './retry.ts';

type ApiModel = protos.google.cloud.aiplatform.v1.IModel;
type ApiContainer = protos.google.cloud.aiplatform.v1.IModelContainerSpec;

/** ModelService behind the port. */
export function googleModels(
  clients: Clients,
  awaitOperation: AwaitOperation,
  retrier: Retrier,
): Models {
  const clientOf = (name: string) => clients.models(parseResourceName(name).region);
  const call = async <T>(
    method: string,
    resource: string,
    kind: CallInfo['class'],
    send: () => Promise<T>,
  ) =>
    await withRetries({ method: `ModelService.${method}`, resource, class: kind }, retrier, send);
  const orWhenAbsent = async <T, A>(found: Promise<T>, absent: A): Promise<T | A> => {
    try {
      return await found;
    } catch (error) {
      if (error instanceof ReleaseError && error.code === 'RESOURCE_NOT_FOUND') return absent;
      throw error;
    }
  };

  return {
    async find(name) {
      const found = call('GetModel', name, 'read', () => clientOf(name).getModel({ name }));
      const answer = await orWhenAbsent(found, undefined);
      return answer === undefined ? undefined : toModelVersion(answer[0]);
    },

    async listVersions(model) {
      const found = call('ListModelVersions', model, 'read', () =>
        clientOf(model).listModelVersions({ name: model }),
      );
      const answer = await orWhenAbsent(found, undefined);
      const versions = (answer?.[0] ?? []).map(toModelVersion);
      return versions.toSorted((a, b) => Number(b.versionId) - Number(a.versionId));
    },

    async startUpload(upload) {
      const parent = formatLocation(upload.location);
      const model = `${parent}/models/${upload.modelId}`;
      const [operation] = await call('UploadModel', model, 'once', () =>
        clients.models(upload.location.region).uploadModel({
          parent,
          ...(upload.addsVersion ? { parentModel: model } : { modelId: upload.modelId }),
          model: {
            displayName: upload.displayName,
            versionDescription: upload.description,
            artifactUri: upload.artifactUri,
            containerSpec: toApiContainer(upload.container),
            labels: { ...upload.labels },
            versionAliases: [...upload.aliases],
          },
        }),
      );
      return operationName(operation.name);
    },

    async awaitUpload(operation, watch) {
      const { model, modelVersionId } = await awaitOperation(operation, watch);
      if (typeof model !== 'string' || typeof modelVersionId !== 'string') {
        throw new ReleaseError('API_FAILED', `${operation} ended without naming a model version`);
      }
      return { model: model.replace(/@[^/]*$/, ''), versionId: modelVersionId };
    },

    async changeAliases(version, changes) {
      const [changed] = await call('MergeVersionAliases', version, 'repeatable', () =>
        clientOf(version).mergeVersionAliases({ name: version, versionAliases: [...changes] }),
      );
      return toModelVersion(changed);
    },
  };
}

function toModelVersion(model: ApiModel): ModelVersion {
  const created = model.versionCreateTime?.seconds;
  return {
    model: (model.name ?? '').replace(/@[^/]*$/, ''),
    versionId: model.versionId ?? '',
    aliases: model.versionAliases ?? [],
    displayName: model.displayName ?? '',
    labels: model.labels ?? {},
    artifactUri: model.artifactUri ?? '',
    etag: model.etag ?? '',
    ...(created == null ? {} : { createdAt: new Date(Number(created) * 1000).toISOString() }),
  };
}

function toApiContainer(container: ServingContainer): ApiContainer {
  return {
    imageUri: container.imageUri,
    predictRoute: container.predictRoute,
    healthRoute: container.healthRoute,
    ...(container.port === undefined ? {} : { ports: [{ containerPort: container.port }] }),
    ...(container.command === undefined ? {} : { command: [...container.command] }),
    ...(container.args === undefined ? {} : { args: [...container.args] }),
    ...(container.env === undefined
      ? {}
      : { env: Object.entries(container.env).map(([name, value]) => ({ name, value })) }),
  };
}
