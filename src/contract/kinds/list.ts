import { z } from 'zod';
import type { Json } from '../../release/json.ts';
import { declareInput, type Given, type Input, type InputOptions } from '../input.ts';

/**
 * Texts in order: a YAML list in the file; in flags and variables separated by commas or line
 * ends, with `\,` for a comma that belongs to a text.
 */
export function list<const O extends InputOptions<readonly string[]>>(
  options: O,
): Input<Given<readonly string[], O>> {
  const expected = 'a list of texts';
  const item = 'a text that is not empty';
  return declareInput('list', options, {
    expected,
    schema: z.array(z.string({ error: item }).min(1, { error: item }), { error: expected }),
    readText: splitList,
    showText: showList,
  });
}

export interface KeyValuesOptions extends InputOptions<Readonly<Record<string, string>>> {
  /** What keys and values look like; anything not empty, and anything at all, when absent. */
  key?: { pattern: RegExp; expected: string };
  value?: { pattern: RegExp; expected: string };
}

/**
 * Texts by key: a YAML mapping in the file; in flags and variables `key=value`, separated by
 * commas or line ends, with `\,` for a comma that belongs to a value.
 */
export function keyValues<const O extends KeyValuesOptions>(
  options: O,
): Input<Given<Readonly<Record<string, string>>, O>> {
  const expected = 'texts by key, such as key=value';
  const key = options.key ?? { pattern: /^[^=\n\r]+$/, expected: 'a text without =' };
  const value = options.value ?? { pattern: /^[^\0]*$/, expected: 'a text' };
  const schema = z.record(
    z.string().regex(key.pattern, { error: key.expected }),
    z.string({ error: value.expected }).regex(value.pattern, { error: value.expected }),
    { error: (issue) => (issue.code === 'invalid_type' ? expected : undefined) },
  );
  return declareInput('key_values', options, {
    expected,
    schema,
    readText: readKeyValues,
    showText: showKeyValues,
  });
}

/** `a,b\,c` as `a` and `b,c`; spaces around and empty pieces are dropped. */
function splitList(text: string): string[] {
  const pieces = text.split(/\r?\n|(?<!\\),/);
  return pieces.map((piece) => piece.trim().replaceAll('\\,', ',')).filter((piece) => piece !== '');
}

function readKeyValues(text: string): unknown {
  const pairs = splitList(text).map((piece): [string, string] | undefined => {
    const at = piece.indexOf('=');
    return at < 1 ? undefined : [piece.slice(0, at).trim(), piece.slice(at + 1).trim()];
  });
  const whole = pairs.filter((pair) => pair !== undefined);
  const keys = new Set(whole.map(([key]) => key));
  // Text that is not made of pairs, or says a key twice, is left for the schema to refuse.
  return keys.size === pairs.length ? Object.fromEntries(whole) : text;
}

function showList(value: Json): string {
  return Array.isArray(value) ? value.map((item) => escapeComma(String(item))).join(',') : '';
}

function showKeyValues(value: Json): string {
  if (value === null || typeof value !== 'object') return '';
  return Object.entries(value)
    .map(([key, item]) => `${key}=${escapeComma(String(item))}`)
    .join(',');
}

function escapeComma(text: string): string {
  return text.replaceAll(',', '\\,');
}
