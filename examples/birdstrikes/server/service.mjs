import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { join, readText } from '../model/objects.mjs';
import { BadRequest, readInstances } from './instances.mjs';

/** Longer than a proxy keeps a connection idle, so that it is never we who close one under a request. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Serves one model the way Vertex AI asks of a custom container. `compile` makes the function that gives
 * the probability of damage for an instance from the trained model.
 */
export async function serve(compile, env = process.env) {
  const service = new Service({
    health: env.AIP_HEALTH_ROUTE ?? '/healthz',
    predict: env.AIP_PREDICT_ROUTE ?? '/predict',
  });
  process.once('SIGTERM', () => service.stop());
  await service.listen(Number(env.AIP_HTTP_PORT ?? 8080), env.AIP_HTTP_HOST ?? '0.0.0.0');
  try {
    if (!env.AIP_STORAGE_URI) throw new Error('AIP_STORAGE_URI is not set');
    const model = JSON.parse(await readText(join(env.AIP_STORAGE_URI, 'model.json')));
    service.load(compile(model));
    console.log(`ready: ${model.features} model from ${env.AIP_STORAGE_URI}`);
  } catch (error) {
    console.error(`no model: ${error.message}`);
    process.exitCode = 1;
    service.stop();
  }
}

class Service {
  #routes;
  #score;
  #server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
    this.#answer(request, response),
  );

  constructor({ health, predict }) {
    this.#routes = new Map([
      [`GET ${health}`, () => this.#health()],
      [`POST ${predict}`, (request) => this.#predict(request)],
    ]);
  }

  async listen(port, host) {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    const { address, port: bound } = this.#server.address();
    console.log(`listening on ${address}:${bound}`);
  }

  load(score) {
    this.#score = score;
  }

  /** Takes no new connections; what has begun is finished, and then nothing keeps the process alive. */
  stop() {
    console.log('stopping');
    this.#server.close();
  }

  async #answer(request, response) {
    const [status, body] = await this.#handle(request);
    const headers = { 'content-type': 'application/json' };
    if (!this.#server.listening) headers.connection = 'close';
    response.writeHead(status, headers).end(JSON.stringify(body));
  }

  async #handle(request) {
    const route = this.#routes.get(`${request.method} ${request.url.split('?')[0]}`);
    if (!route) return [404, { error: 'not found' }];
    try {
      return await route(request);
    } catch (error) {
      if (error instanceof BadRequest) return [400, { error: error.message }];
      console.error(`prediction failed: ${error.message}`);
      return [500, { error: 'internal error' }];
    }
  }

  #health() {
    return this.#score ? [200, { status: 'ready' }] : [503, { status: 'loading' }];
  }

  async #predict(request) {
    if (!this.#score) return [503, { error: 'the model is still loading' }];
    const instances = readInstances(await text(request));
    const predictions = instances.map((one) => ({ damage_probability: this.#score(one) }));
    return [200, { predictions }];
  }
}
