import type { Json } from '../../release/json.ts';
import { deepestJson } from '../../release/json-depth.ts';
import { isObject } from './json-value.ts';

/** A request that production was asked, and what it answered. */
export interface LoggedRequest {
  /** Names the row for people, and tells nothing of what is in it. */
  id: string;
  instances: readonly Json[];
  /** One for each instance. */
  predictions: readonly Json[];
  deployedModelId: string | undefined;
  /** As logged; undefined where the log has none. */
  latencyMs: number | undefined;
}

/** What production was asked and answered, or why that cannot be compared, as a phrase without any of it. */
export type LoggedPair =
  | { kind: 'pair'; instances: readonly Json[]; predictions: readonly Json[] }
  | { kind: 'unusable'; why: string };

/**
 * A row of the request-response log. Each payload is a list of texts: instances and predictions as JSON, one
 * each, or, of a raw prediction, the whole body as the only one. What is no JSON is a text.
 */
export function pairOfPayloads(
  request: readonly string[],
  response: readonly string[],
): LoggedPair {
  const instances = request.map(valueOf);
  const predictions = response.map(valueOf);
  if ([...instances, ...predictions].some((value) => value === undefined)) {
    return unusable('a payload that is cut off');
  }
  const [asked, answered] = [wholeOf(instances, 'instances'), wholeOf(predictions, 'predictions')];
  if (asked !== undefined && answered !== undefined) return pairOf(asked, answered);
  return pairOf(instances as Json[], predictions as Json[]);
}

export function pairOf(instances: readonly Json[], predictions: readonly Json[]): LoggedPair {
  if (isDeep([instances, predictions])) return unusable('a payload that is nested too deep');
  if (instances.length === 0) return unusable('a request without instances');
  if (predictions.length === 0) return unusable('a request that production answered with nothing');
  if (predictions.length !== instances.length)
    return unusable('another number of predictions than of instances');
  return { kind: 'pair', instances, predictions };
}

function unusable(why: string): LoggedPair {
  return { kind: 'unusable', why };
}

/** Undefined for what began as JSON and is none. */
function valueOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return /^\s*[[{"]/.test(text) ? undefined : text;
  }
}

/** Level by level: what compares values recurses, this must not. */
function isDeep(values: readonly Json[]): boolean {
  let level: readonly Json[] = values;
  for (let depth = 0; depth < deepestJson; depth += 1) {
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as Json[]) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

function wholeOf(values: readonly (Json | undefined)[], key: string): readonly Json[] | undefined {
  const [only] = values;
  if (values.length !== 1 || !isObject(only) || !Object.hasOwn(only, key)) return undefined;
  const list = only[key];
  return Array.isArray(list) ? (list as readonly Json[]) : undefined;
}
