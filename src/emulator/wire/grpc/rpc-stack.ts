import { Metadata, Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Socket } from 'node:net';
import { canonicalCodes } from '../api-error.ts';
import { inVersion } from '../api-version.ts';
import type { DescriptorNode } from '../descriptors.ts';
import { jsonBodyLimit } from '../http-body.ts';
import { notServed } from '../not-served.ts';
import type { ServerParts } from '../server-parts.ts';
import type { MethodType } from '../type-table.ts';
import { MessageCodec } from './message-codec.ts';
import { RpcDispatcher, type ServedRpc } from './rpc-dispatcher.ts';
import type { RpcStream } from './rpc-outlet.ts';

/** Speaks gRPC on connections that others accept. */
export interface RpcStack {
  serve(connection: Socket): void;
  close(): void;
}

/** `drop` closes the connection with the given `address:port` at its other end. */
export function openRpcStack(
  parts: ServerParts,
  descriptors: readonly DescriptorNode[],
  drop: (peer: string) => void,
): RpcStack {
  const server = new Server({ 'grpc.max_receive_message_length': jsonBodyLimit });
  const codec = new MessageCodec(descriptors);
  for (const method of parts.types.methods()) {
    const path = pathOf(method);
    if (!isServed(method, parts)) {
      server.register(path, refuse(method.fullName), asIs, asIs, 'bidi');
      continue;
    }
    const dispatcher = new RpcDispatcher(method, parts, codec);
    const answer = (stream: RpcStream): void =>
      void dispatcher.answer(stream, () => drop(stream.getPeer()));
    server.register(path, answer, asIs, asIs, 'serverStream');
  }
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    serve: (connection) => injector.injectConnection(connection),
    close: () => server.forceShutdown(),
  };
}

function isServed(method: MethodType, parts: ServerParts): method is ServedRpc {
  const name = inVersion(method.fullName, 'v1');
  const isHandled = name in parts.handlers || name in parts.streamHandlers;
  return isHandled && method.requestType !== undefined && method.responseType !== undefined;
}

/** Says so at once, whatever kind of stream the method would be. */
function refuse(fullName: string): (stream: ServerDuplexStream<Buffer, Buffer>) => void {
  const error = notServed(fullName);
  return (stream) => {
    const metadata = new Metadata();
    metadata.set('x-vertex-release-emulated', 'true');
    const { code } = canonicalCodes[error.status];
    stream.emit('error', { code, details: error.message, metadata });
  };
}

function pathOf({ service, fullName }: MethodType): string {
  return `/${service}/${fullName.slice(service.length + 1)}`;
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}
