import type { EmulatorClock } from '../../clock.ts';
import { parseGsUri } from '../../store/objects.ts';
import type { Operation } from '../../store/operations.ts';
import type { ModelVersion } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import { invalidField } from '../validation.ts';
import { findModel } from './model-view.ts';
import { exportFormatsOf } from './export-formats.ts';

const aiplatform = 'google.cloud.aiplatform.v1';

export interface ExportModelRequest {
  name: string;
  outputConfig?: {
    exportFormatId?: string;
    artifactDestination?: { outputUriPrefix?: string };
    imageDestination?: { outputUri?: string };
  };
}

interface ExportPlan {
  /** With its version id. */
  source: string;
  /** `gs://…` of the folder that is created. */
  output: string;
}

/** Writes the artifacts of a version where its owner wants them. */
export class ModelExporter {
  readonly #store: Store;
  readonly #clock: EmulatorClock;

  constructor(store: Store, clock: EmulatorClock) {
    this.#store = store;
    this.#clock = clock;
    store.operations.defineImmediate<ExportPlan>('export-model', (plan) => this.#write(plan));
  }

  export({ name, outputConfig = {} }: ExportModelRequest): Operation {
    const { model, version } = findModel(this.#store, name);
    checkExport(version, outputConfig);
    const prefix = this.#destination(outputConfig.artifactDestination?.outputUriPrefix ?? '');
    const time = toTimestamp(this.#clock.now());
    const output = `${prefix}/model-export-${model.displayName}-${time}`;
    const spec = {
      parent: model.name,
      responseType: `${aiplatform}.ExportModelResponse`,
      metadataType: `${aiplatform}.ExportModelOperationMetadata`,
      metadata: { outputInfo: { artifactOutputUri: output } },
    };
    const source = `${model.name}@${version.versionId}`;
    return this.#store.operations.start(spec, 'export-model', { source, output });
  }

  /** Without the slash at its end. @throws ApiError INVALID_ARGUMENT, NOT_FOUND without the bucket */
  #destination(uri: string): string {
    const parsed = parseGsUri(uri);
    if (parsed === undefined) {
      const field = 'output_config.artifact_destination.output_uri_prefix';
      throw invalidField(field, `"${uri}" must begin with gs://.`);
    }
    if (this.#store.objects.bucket(parsed.bucket) === undefined) {
      throw new ApiError('NOT_FOUND', approximateMessages.notFound('bucket', parsed.bucket));
    }
    return uri.endsWith('/') ? uri.slice(0, -1) : uri;
  }

  #write({ source, output }: ExportPlan): object {
    const { version } = findModel(this.#store, source);
    const from = parseGsUri(version.artifactCopy ?? '');
    const to = parseGsUri(output);
    if (from === undefined || to === undefined) {
      throw new ApiError(
        'FAILED_PRECONDITION',
        `There are no artifacts at ${version.artifactUri}.`,
      );
    }
    const { objects } = this.#store;
    for (const object of objects.list(from.bucket, `${from.path}/`)) {
      objects.copy(object, to.bucket, to.path + object.name.slice(from.path.length));
    }
    return {};
  }
}

/** @throws ApiError FAILED_PRECONDITION for a model that has no formats, INVALID_ARGUMENT for another one */
function checkExport(
  version: ModelVersion,
  { exportFormatId, imageDestination }: NonNullable<ExportModelRequest['outputConfig']>,
): void {
  const [format] = exportFormatsOf(version);
  if (format === undefined) {
    throw new ApiError('FAILED_PRECONDITION', 'The Model has no supported export formats.');
  }
  if (exportFormatId && exportFormatId !== format.id) {
    const why = `"${exportFormatId}" is not supported by the Model; it supports ${format.id}.`;
    throw invalidField('output_config.export_format_id', why);
  }
  if (imageDestination !== undefined) {
    const why = `Only ${format.exportableContents.join(', ')} of the Model can be exported.`;
    throw invalidField('output_config.image_destination', why);
  }
}
