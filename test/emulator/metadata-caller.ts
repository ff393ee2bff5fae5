import { MetadataService } from '../../src/emulator/services/metadata/metadata.ts';
import { ServiceCaller } from './service-caller.ts';

const location = 'projects/1/locations/us-central1';

/** The metadata service, with its store `default`. */
export class MetadataCaller extends ServiceCaller {
  readonly parent = `${location}/metadataStores/default`;

  static async open(): Promise<MetadataCaller> {
    const caller = new MetadataCaller(
      'google.cloud.aiplatform.v1.MetadataService',
      (store, clock) => new MetadataService(store, clock),
    );
    await caller.call('CreateMetadataStore', { parent: location, metadataStoreId: 'default' });
    return caller;
  }

  /** Creates nodes; answers their names. */
  async context(contextId: string, context: object = {}): Promise<string> {
    const { parent } = this;
    return String((await this.call('CreateContext', { parent, contextId, context }))['name']);
  }

  async artifact(artifactId: string, artifact: object = {}): Promise<string> {
    const { parent } = this;
    return String((await this.call('CreateArtifact', { parent, artifactId, artifact }))['name']);
  }

  async execution(executionId: string, execution: object = {}): Promise<string> {
    const { parent } = this;
    return String((await this.call('CreateExecution', { parent, executionId, execution }))['name']);
  }
}
