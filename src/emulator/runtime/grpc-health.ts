import { connect } from 'node:http2';

const path = '/grpc.health.v1.Health/Check';
/** `HealthCheckResponse.status = SERVING`, in its wire form. */
const serving = Buffer.from([0x08, 0x01]);
const frameHeader = 5;

/** One unary call of the gRPC health checking protocol. True when the service is SERVING. */
export function isServing(
  port: number,
  service: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect(`http://127.0.0.1:${port}`);
    const finish = (isHealthy: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      session.destroy();
      resolve(isHealthy);
    };
    const giveUp = (): void => finish(false);
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener('abort', giveUp, { once: true });
    session.once('error', giveUp);
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('error', giveUp);
    stream.once('end', () => {
      finish(Buffer.concat(chunks).subarray(frameHeader).equals(serving));
    });
    stream.end(requestFrame(service));
  });
}

/** An uncompressed gRPC frame with `HealthCheckRequest{service}`. */
function requestFrame(service: string): Buffer {
  const name = Buffer.from(service, 'utf8').subarray(0, 127);
  const message = name.length === 0 ? name : Buffer.from([0x0a, name.length, ...name]);
  return Buffer.from([0, 0, 0, 0, message.length, ...message]);
}
