import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import aiplatform from '@google-cloud/aiplatform/build/protos/protos.json' with { type: 'json' };
import monitoring from '@google-cloud/monitoring/build/protos/protos.json' with { type: 'json' };
import protobuf from 'protobufjs';
import { fromProto3JSON, toProto3JSON } from 'proto3-json-serializer';

export interface RpcAnswer {
  /** Canonical code; 0 when it went well. */
  code: number;
  message: string;
  results: unknown[];
  headers: Record<string, unknown>;
  trailers: Record<string, unknown>;
}

/** Calls any method of the official descriptors with proto3 JSON, over gRPC. */
export class RpcCaller {
  readonly #client: Client;
  readonly #roots = [aiplatform, monitoring].map((tree) =>
    protobuf.Root.fromJSON(tree as unknown as protobuf.INamespace),
  );

  constructor(address: string) {
    this.#client = new Client(address, credentials.createInsecure());
  }

  /** `method` is a full name. */
  call(method: string, request: object, deadlineMs = 60_000): Promise<RpcAnswer> {
    const dot = method.lastIndexOf('.');
    const path = `/${method.slice(0, dot)}/${method.slice(dot + 1)}`;
    const root = this.#roots.find((tree) => tree.lookup(method.slice(0, dot)) !== null);
    if (root === undefined) throw new Error(`no service of ${method}`);
    const found = root.lookupService(method.slice(0, dot)).methods[method.slice(dot + 1)];
    if (found === undefined) throw new Error(`no method ${method}`);
    found.resolve();
    const { resolvedRequestType, resolvedResponseType } = found;
    if (resolvedRequestType === null || resolvedResponseType === null) throw new Error(method);
    const message = fromProto3JSON(resolvedRequestType, request as never);
    const bytes = Buffer.from(resolvedRequestType.encode(message ?? {}).finish());
    return this.callBytes(path, bytes, deadlineMs, (answer) =>
      toProto3JSON(resolvedResponseType.decode(answer)),
    );
  }

  /** Any bytes to any path; every method is called as one that streams its answer. */
  callBytes(
    path: string,
    bytes: Buffer,
    deadlineMs = 60_000,
    decode: (answer: Buffer) => unknown = (answer) => answer,
  ): Promise<RpcAnswer> {
    const asIs = (value: Buffer): Buffer => value;
    const deadline = Date.now() + deadlineMs;
    const stream = this.#client.makeServerStreamRequest(path, asIs, decode, bytes, new Metadata(), {
      deadline,
    });
    const results: unknown[] = [];
    let headers: Record<string, unknown> = {};
    stream.on('metadata', (metadata: Metadata) => (headers = metadata.getMap()));
    stream.on('data', (result: unknown) => results.push(result));
    return new Promise((resolve) => {
      // The status says the same.
      stream.on('error', (_error: ServiceError) => undefined);
      stream.on('status', ({ code, details, metadata }) => {
        resolve({ code, message: details, results, headers, trailers: metadata.getMap() });
      });
    });
  }

  close(): void {
    this.#client.close();
  }
}
