import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Client, credentials } from '@grpc/grpc-js';
import protobuf from 'protobufjs';

const method = '/google.cloud.aiplatform.v1.PredictionService/Predict';
const requestType = 'google.cloud.aiplatform.v1.PredictRequest';

/** Predict by gRPC. The request is encoded once, and answers are not decoded. */
export class GrpcTarget {
  readonly #client: Client;
  readonly #request: Buffer;

  constructor(address: string, endpoint: string, x: number) {
    this.#client = new Client(address, credentials.createInsecure());
    const require = createRequire(import.meta.url);
    const protos = require.resolve('@google-cloud/aiplatform/build/protos/protos.json');
    const root = protobuf.Root.fromJSON(
      JSON.parse(readFileSync(protos, 'utf8')) as protobuf.INamespace,
    );
    const type = root.lookupType(requestType);
    const instance = { structValue: { fields: { x: { numberValue: x } } } };
    const message = type.fromObject({ endpoint, instances: [instance] });
    this.#request = Buffer.from(type.encode(message).finish());
  }

  ask(): Promise<void> {
    const same = (bytes: Buffer): Buffer => bytes;
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(method, same, same, this.#request, (error) =>
        error === null ? resolve() : reject(error),
      );
    });
  }

  close(): void {
    this.#client.close();
  }
}
