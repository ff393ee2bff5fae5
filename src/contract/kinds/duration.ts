import { z } from 'zod';
import { parseDuration } from '../../units/duration.ts';
import { declareInput, type Given, type Input, type InputOptions } from '../input.ts';

export interface DurationOptions extends InputOptions<string> {
  /** Whether no time at all is a choice. */
  zero?: true;
}

/** A time as text with its unit; typed, it is milliseconds. More than 0 unless `zero` is allowed. */
export function duration<const O extends DurationOptions>(options: O): Input<Given<number, O>> {
  const { schema, expected } = durationForm(options.zero ?? false);
  return declareInput('duration', options, { expected, schema });
}

/** The schema behind `duration`, for durations inside structured inputs. */
export function durationForm(zero: boolean): {
  expected: string;
  schema: z.ZodType<number, string>;
} {
  const expected = `a duration${zero ? '' : ' above 0'} with a unit, such as 90s, 5m or 1h30m`;
  const form = '([0-9]{1,9}(\\.[0-9]{1,9})?(ms|s|m|h|d)){1,5}$';
  const pattern = new RegExp(zero ? `^${form}` : `^(?=.*[1-9])${form}`);
  const schema = z
    .string({ error: expected })
    .regex(pattern, { error: expected, abort: true })
    .transform((text) => parseDuration(text) ?? Number.NaN);
  return { expected, schema };
}
