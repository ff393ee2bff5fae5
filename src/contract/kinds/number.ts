import { z } from 'zod';
import type { Json } from '../../release/json.ts';
import { declareInput, type Given, type Input, type InputOptions } from '../input.ts';

/** `true` or `false` as YAML 1.2 has them; `yes`, `on` and `1` are refused. */
export function boolean<const O extends InputOptions<boolean>>(
  options: O,
): Input<Given<boolean, O>> {
  const expected = 'true or false';
  return declareInput('boolean', options, {
    expected,
    schema: z.boolean({ error: expected }),
    readText: (text) => {
      if (/^(true|True|TRUE)$/.test(text)) return true;
      return /^(false|False|FALSE)$/.test(text) ? false : text;
    },
  });
}

export interface IntegerOptions extends InputOptions<number> {
  min?: number;
  max?: number;
}

/** A whole number, limits included. */
export function integer<const O extends IntegerOptions>(options: O): Input<Given<number, O>> {
  const expected = `a whole number${range(options)}`;
  return declareInput('integer', options, {
    expected,
    schema: wholeNumber(options, expected),
    readText: readNumber,
  });
}

export interface NumberOptions extends InputOptions<number> {
  /** Smallest and largest value, included. */
  min?: number;
  max?: number;
  /** Limits that are themselves refused. */
  above?: number;
  below?: number;
}

/** A finite number. */
export function number<const O extends NumberOptions>(options: O): Input<Given<number, O>> {
  const expected = `a number${range(options)}`;
  const error = { error: expected };
  let schema = z.number(error);
  if (options.min !== undefined) schema = schema.gte(options.min, error);
  if (options.max !== undefined) schema = schema.lte(options.max, error);
  if (options.above !== undefined) schema = schema.gt(options.above, error);
  if (options.below !== undefined) schema = schema.lt(options.below, error);
  return declareInput('number', options, { expected, schema, readText: readNumber });
}

/** A share of traffic in whole percent, 0 to 100. */
export function percent<const O extends IntegerOptions>(options: O): Input<Given<number, O>> {
  const limits = { min: options.min ?? 0, max: options.max ?? 100 };
  const expected = `a whole percent${range(limits)}`;
  return declareInput(
    'percent',
    { unit: 'percent', ...options },
    { expected, schema: wholeNumber(limits, expected), readText: readPercent },
  ) as Input<Given<number, O>>;
}

/** Shares of traffic that ascend and end at 100, in whole percent: the steps of a rollout. */
export function percents<const O extends InputOptions<readonly number[]>>(
  options: O,
): Input<Given<readonly number[], O>> {
  const expected = 'percents that ascend to 100, such as 5, 25, 50, 100';
  const item = wholeNumber({ min: 1, max: 100 }, 'a whole percent from 1 to 100');
  const schema = z
    .array(item, { error: expected })
    .min(1, { error: expected })
    .superRefine((shares, context) => {
      for (const [index, share] of shares.entries()) {
        const before = shares[index - 1];
        if (before === undefined || share > before) continue;
        context.addIssue({
          code: 'custom',
          path: [index],
          input: share,
          message: `a percent above ${before}, the one before it`,
        });
      }
      const last = shares.at(-1);
      if (last !== 100 && shares.length > 0) {
        context.addIssue({
          code: 'custom',
          path: [shares.length - 1],
          input: last,
          message: '100 as the last percent',
        });
      }
    })
    // What JSON Schema can say of it; the order is left to the parser.
    .meta({ uniqueItems: true, contains: { const: 100 } });
  return declareInput(
    'percents',
    { unit: 'percent', ...options },
    {
      expected,
      schema,
      readText: (text) => text.split(/[,\n]/).map((part) => readPercent(part.trim())),
      showText: (value: Json) => (Array.isArray(value) ? value.join(',') : String(value)),
    },
  ) as Input<Given<readonly number[], O>>;
}

function wholeNumber(limits: { min?: number; max?: number }, expected: string): z.ZodType<number> {
  let schema = z.int({ error: expected });
  if (limits.min !== undefined) schema = schema.gte(limits.min, { error: expected });
  if (limits.max !== undefined) schema = schema.lte(limits.max, { error: expected });
  return schema;
}

function readNumber(text: string): unknown {
  return /^[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/.test(text) ? Number(text) : text;
}

function readPercent(text: string): unknown {
  return readNumber(text.endsWith('%') ? text.slice(0, -1).trimEnd() : text);
}

function range(limits: { min?: number; max?: number; above?: number; below?: number }): string {
  const { min, max, above, below } = limits;
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  const parts = [
    ...(min === undefined ? [] : [`of at least ${min}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(max === undefined ? [] : [`of at most ${max}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}
