import type { Runtime } from '../../runtime/runtime.ts';
import type { Store } from '../../store/store.ts';
import type {
  CallContext,
  HandlerTable,
  RawHandlerTable,
  StreamHandlerTable,
} from '../../wire/handler.ts';
import type { Service } from '../service.ts';
import { type ExplainRequest, refuseToExplain } from './explanations.ts';
import { HttpPredictions } from './http-predictions.ts';
import { PredictionRouter } from './prediction-router.ts';
import { type PredictRequest, type RawPredictRequest, RpcPredictions } from './rpc-predictions.ts';

const service = 'google.cloud.aiplatform.v1.PredictionService';
const predict = `${service}.Predict`;
const rawPredict = `${service}.RawPredict`;
const streamRawPredict = `${service}.StreamRawPredict`;
const explain = `${service}.Explain`;

/** Online prediction, over HTTP with bodies as they come and over gRPC by messages. */
export class PredictionService implements Service {
  readonly #store: Store;
  readonly #http: HttpPredictions;
  readonly #rpc: RpcPredictions;

  constructor(store: Store, runtime: Runtime) {
    const router = new PredictionRouter(store, runtime);
    this.#store = store;
    this.#http = new HttpPredictions(router);
    this.#rpc = new RpcPredictions(router);
  }

  handlers(): HandlerTable {
    return {
      [predict]: (request: PredictRequest, call: CallContext) =>
        this.#rpc.predict(request, call, predict),
      [rawPredict]: (request: RawPredictRequest, call: CallContext) =>
        this.#rpc.rawPredict(request, call, rawPredict),
      [explain]: (request: ExplainRequest) => refuseToExplain(this.#store, request, explain),
    };
  }

  streamHandlers(): StreamHandlerTable {
    return {
      [streamRawPredict]: (request: RawPredictRequest, call: CallContext) =>
        this.#rpc.streamRawPredict(request, call, streamRawPredict),
    };
  }

  rawHandlers(): RawHandlerTable {
    return {
      [predict]: (exchange) => this.#http.predict(exchange, predict),
      [rawPredict]: (exchange) => this.#http.rawPredict(exchange, rawPredict),
      [streamRawPredict]: (exchange) => this.#http.streamRawPredict(exchange, streamRawPredict),
    };
  }
}
