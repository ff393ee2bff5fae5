import { ApiError } from './api-error.ts';

const grpcModelServers =
  'it needs model servers that speak gRPC, and model servers speak HTTP here';
const generative = 'it belongs to generative models, of which there are none';

/** Why, for methods that somebody may expect beside those that are served. */
const reasons: Readonly<Record<string, string>> = {
  'PredictionService.DirectPredict': grpcModelServers,
  'PredictionService.DirectRawPredict': grpcModelServers,
  'PredictionService.StreamDirectPredict': grpcModelServers,
  'PredictionService.StreamDirectRawPredict': grpcModelServers,
  'PredictionService.StreamingPredict': grpcModelServers,
  'PredictionService.StreamingRawPredict': grpcModelServers,
  'PredictionService.ServerStreamingPredict': grpcModelServers,
  'PredictionService.GenerateContent': generative,
  'PredictionService.StreamGenerateContent': generative,
  'PredictionService.EmbedContent': generative,
  'PredictionService.ChatCompletions': generative,
  'PredictionService.CountTokens': generative,
  'PredictionService.PredictLongRunning': generative,
  'PredictionService.FetchPredictOperation': generative,
};

/** The refusal of a method that Google Cloud has and the embedded Vertex has not. */
export function notServed(fullName: string, why = reasons[shortName(fullName)]): ApiError {
  const reason = why === undefined ? '' : ` because ${why}`;
  return new ApiError(
    'UNIMPLEMENTED',
    `${fullName} is a method of Google Cloud that the embedded Vertex does not emulate${reason}. docs/embedded-vertex.md lists what it does.`,
  );
}

function shortName(fullName: string): string {
  return fullName.split('.').slice(-2).join('.');
}
