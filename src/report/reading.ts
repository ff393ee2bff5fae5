import { z } from 'zod';
import { verdicts } from '../release/verdict.ts';

/*
 * Readers of evidence. Another version of this program may have written it, so a field that is absent or of
 * another shape is undefined, an element of another shape is left out, and nothing throws.
 */

export const anyText = z.string().optional().catch(undefined);
export const anyNumber = z.number().optional().catch(undefined);
export const anyVerdict = z.enum(verdicts).optional().catch(undefined);

/** Milliseconds since the epoch of an ISO date and time. */
export const anyTime = z.iso
  .datetime()
  .transform((iso) => Date.parse(iso))
  .pipe(z.number())
  .optional()
  .catch(undefined);

/** The elements that have the shape. */
export function listOf<T>(element: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.flatMap((one) => asList(element.safeParse(one))));
}

/** Keys with the values that have the shape, in their order. */
export function entriesOf<T>(value: z.ZodType<T>) {
  return z
    .custom<object>((found) => typeof found === 'object' && found !== null && !Array.isArray(found))
    .catch({})
    .transform((found) =>
      Object.entries(found).flatMap(([key, one]: [string, unknown]) =>
        asList(value.safeParse(one)).map((parsed): readonly [string, T] => [key, parsed]),
      ),
    );
}

/** Undefined when the value has another shape. */
export function read<T>(shape: z.ZodType<T>, value: unknown): T | undefined {
  return shape.safeParse(value).data;
}

function asList<T>(parsed: z.ZodSafeParseResult<T>): T[] {
  return parsed.success ? [parsed.data] : [];
}
