import { ApiError } from './api-error.ts';

/** Depth at which parsers of proto JSON stop, by default. */
const deepest = 100;

const quote = 0x22;
const backslash = 0x5c;

/** @throws ApiError INVALID_ARGUMENT for JSON text that is nested deeper than messages may be. */
export function requireShallow(text: Buffer): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case quote:
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > deepest) throw tooDeep();
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
    }
  }
}

/** Where the string ends that begins at `from`. */
function endOfString(text: Buffer, from: number): number {
  let at = text.indexOf(quote, from + 1);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf(quote, at + 1);
  return at < 0 ? text.length : at;
}

function isEscaped(text: Buffer, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === backslash) slashes += 1;
  return slashes % 2 === 1;
}

function tooDeep(): ApiError {
  return new ApiError(
    'INVALID_ARGUMENT',
    'Invalid JSON payload received. Message too deep. Max recursion depth reached.',
  );
}
