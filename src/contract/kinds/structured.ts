import type { z } from 'zod';
import { stringify } from 'yaml';
import type { Json } from '../../release/json.ts';
import { declareInput, type Given, type Input, type InputOptions } from '../input.ts';

export interface StructuredOptions<T> extends InputOptions {
  /** What is accepted, as a phrase: `a list of gates`. */
  expected: string;
  /** The value with the relative paths in it placed in an absolute folder. */
  resolve?(value: T, folder: string): T;
}

/**
 * Lists and mappings with a form of their own. The file holds them as YAML; a flag or variable
 * holds them as inline YAML or as the path of a YAML file.
 */
export function structured<T, const O extends StructuredOptions<T>>(
  schema: z.ZodType<T>,
  options: O,
): Input<Given<T, O>> {
  const { resolve } = options;
  return declareInput('structured', options, {
    expected: options.expected,
    schema,
    showText: showInline,
    ...(resolve === undefined ? {} : { resolve }),
  }) as Input<Given<T, O>>;
}

/** One line of YAML: `[{ metric: auRoc, min: 0.75 }]`. */
function showInline(value: Json): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}
