import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { declareInput, type Given, type Input, type InputOptions } from '../input.ts';

// A line end or NUL in a path is a mistake in quoting; a scheme would be read as a folder name.
const localPath = /^(?![A-Za-z][A-Za-z0-9+.-]*:\/\/)[^\n\r\0]+$/;
const objectUri = /^gs:\/\/[a-z0-9][a-z0-9._-]{1,220}[a-z0-9](\/[^\n\r\0]*)?$/;
const pathPhrase = 'the path of a file on this machine';
const locationPhrase = 'a path, or gs://BUCKET/OBJECT';
const tableUri =
  /^bq:\/\/[a-z][a-z0-9-]{4,28}[a-z0-9]\.[A-Za-z0-9_]{1,1024}\.[A-Za-z0-9_-]{1,1024}$/;
const tablePhrase = `${locationPhrase}, or bq://PROJECT.DATASET.TABLE`;

/** A path as text; relative ones are placed with `resolvePath`. */
export const pathSchema: z.ZodType<string, string> = z
  .string({ error: pathPhrase })
  .regex(localPath, { error: pathPhrase });

/** A path or `gs://` as text; relative paths are placed with `resolveLocation`. */
export const locationSchema: z.ZodType<string, string> = z
  .string({ error: locationPhrase })
  .regex(new RegExp(`${localPath.source}|${objectUri.source}`), { error: locationPhrase });

const locationOrTableSchema = z
  .string({ error: tablePhrase })
  .regex(new RegExp(`${localPath.source}|${objectUri.source}|${tableUri.source}`), {
    error: tablePhrase,
  });

/**
 * A file of the machine that runs the step; typed, an absolute path. Relative ones start at the
 * folder of the configuration file when it gives them, else at the working folder.
 */
export function path<const O extends InputOptions<string>>(options: O): Input<Given<string, O>> {
  return declareInput('path', options, {
    expected: pathPhrase,
    schema: pathSchema,
    resolve: resolvePath,
  }) as Input<Given<string, O>>;
}

export interface LocationOptions extends InputOptions<string> {
  /**
   * Where relative paths start: like those of `path` (`folder`), or at the place where the
   * training job wrote its output (`job`): then the text is kept as it is.
   */
  relativeTo?: 'folder' | 'job';
  /** Whether only Cloud Storage will do. */
  remote?: true;
  /** Whether a table of BigQuery will do too. */
  tables?: true;
}

/** Where data is: a path or `gs://BUCKET/OBJECT`. */
export function location<const O extends LocationOptions>(options: O): Input<Given<string, O>> {
  if (options.remote === true) {
    const expected = 'gs://BUCKET/FOLDER';
    const schema = z.string({ error: expected }).regex(objectUri, { error: expected });
    return declareInput('location', options, { expected, schema });
  }
  const kept = options.relativeTo === 'job';
  const [expected, schema] =
    options.tables === true
      ? [tablePhrase, locationOrTableSchema]
      : [locationPhrase, locationSchema];
  return declareInput('location', options, {
    expected,
    schema,
    ...(kept ? {} : { resolve: resolveLocation }),
  }) as Input<Given<string, O>>;
}

/** The path, placed in an absolute folder unless it is absolute itself. */
export function resolvePath(text: string, folder: string): string {
  return isAbsolute(text) ? text : join(folder, text);
}

export function resolveLocation(text: string, folder: string): string {
  return /^(gs|bq):\/\//.test(text) ? text : resolvePath(text, folder);
}
