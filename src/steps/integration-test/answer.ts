import type { Exchange } from '../../ports/predictions.ts';
import type { Json } from '../../release/json.ts';
import { isObject } from './json-value.ts';

/** What came of one request. */
export type Answer =
  | { kind: 'predictions'; predictions: readonly Json[]; latencyMs: number }
  /** The service said why it gives no prediction, or gave something that is none. */
  | { kind: 'refused'; status: number; message: string; latencyMs: number }
  /** Nothing that tells anything about the model: no answer, half of one, a page for people. */
  | { kind: 'unreadable'; status: number | undefined; why: string; latencyMs: number };

const longestMessage = 200;

export function readAnswer(exchange: Exchange): Answer {
  const { latencyMs } = exchange;
  if (exchange.kind === 'lost') {
    return { kind: 'unreadable', status: undefined, why: exchange.why, latencyMs };
  }
  const { status, body } = exchange;
  const value = parse(body);
  if (value === undefined && (status < 400 || isPage(body))) {
    return { kind: 'unreadable', status, why: describeBody(body, status), latencyMs };
  }
  if (status < 200 || status >= 300) {
    return { kind: 'refused', status, message: messageIn(value, body), latencyMs };
  }
  const predictions = isObject(value) ? value['predictions'] : undefined;
  if (Array.isArray(predictions)) return { kind: 'predictions', predictions, latencyMs };
  const message = 'the answer is JSON without a list of predictions';
  return { kind: 'refused', status, message, latencyMs };
}

/** The end of a sentence that starts with what was asked. */
export function describeAnswer(answer: Exclude<Answer, { kind: 'predictions' }>): string {
  if (answer.kind === 'unreadable') return `no answer that can be read: ${answer.why}`;
  const message = answer.message === '' ? 'no message' : answer.message;
  return `refused with ${answer.status}: ${message}`;
}

function parse(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    // What it is instead is told from its text.
    return undefined;
  }
}

function isPage(body: string): boolean {
  return /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
}

function describeBody(body: string, status: number): string {
  if (body.trim() === '') return `status ${status} with an empty body`;
  if (!isPage(body))
    return `status ${status} with ${JSON.stringify(body.slice(0, 80))}, which is no JSON`;
  const title = /<title[^>]*>([^<]{0,100})/i.exec(body)?.[1]?.trim() ?? '';
  const called = title === '' ? '' : ` called "${title}"`;
  return `status ${status} with a page of HTML${called}: a proxy or front end answered, not the model`;
}

/** The message of Google's envelope or of the usual frameworks, or the text itself. */
function messageIn(value: Json | undefined, body: string): string {
  if (value === undefined) return body.trim().slice(0, longestMessage);
  const holder = isObject(value) ? value : {};
  const { error, message, detail } = holder;
  const inner = isObject(error) ? error['message'] : error;
  const text = [inner, message, detail].find((one) => typeof one === 'string' && one !== '');
  if (typeof text === 'string') return text.slice(0, longestMessage);
  // FastAPI tells where a request is wrong as a list.
  return detail === undefined ? '' : JSON.stringify(detail).slice(0, longestMessage);
}
