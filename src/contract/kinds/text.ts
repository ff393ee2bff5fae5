import { z } from 'zod';
import { declareInput, type Given, type Input, type InputOptions } from '../input.ts';

export interface TextOptions extends InputOptions<string> {
  /** The whole text must match. Without a flag that JSON Schema lacks. */
  pattern?: RegExp;
  /** What the pattern stands for, as a phrase: `a bucket name without gs://`. */
  expected?: string;
}

/** Text that is not empty. */
export function text<const O extends TextOptions>(options: O): Input<Given<string, O>> {
  const expected = options.expected ?? 'a text';
  const schema = z.string({ error: expected }).min(1, { error: `${expected} that is not empty` });
  return declareInput('text', options, {
    expected,
    schema:
      options.pattern === undefined
        ? schema
        : z.string({ error: expected }).regex(options.pattern, { error: expected }),
  });
}

/** One of a few words. */
export function choice<
  const W extends readonly [string, ...string[]],
  const O extends InputOptions<W[number]>,
>(words: W, options: O): Input<Given<W[number], O>> {
  const expected = words.length === 1 ? words[0] : `one of ${words.join(', ')}`;
  return declareInput('choice', options, { expected, schema: z.enum(words, { error: expected }) });
}

const host = /(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]{1,5})?\/)?/;
const segment = /[a-z0-9]+(?:[._-]+[a-z0-9]+)*/;
const tag = /(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?/;
const digest = /(?:@sha256:[0-9a-f]{64})?/;

/** Reference of a container image: `HOST/PATH`, `:TAG` and `@sha256:DIGEST` optional. */
export function image<const O extends InputOptions<string>>(options: O): Input<Given<string, O>> {
  const pattern = new RegExp(
    `^${host.source}${segment.source}(?:\\/${segment.source})*${tag.source}${digest.source}$`,
  );
  const expected = 'an image reference such as us-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE@sha256:…';
  const schema = z.string({ error: expected }).regex(pattern, { error: expected });
  return declareInput('image', options, { expected, schema });
}

/**
 * A credential. It is an action input and an environment variable, and nothing else: what can be
 * stored or listed by others (flags, files, substitutions, records) has no place for it.
 */
export function secret(options: {
  about: string;
  environment: readonly [string, ...string[]];
  /** Expression that GitHub evaluates when the workflow gives none. */
  actionDefault?: string;
}): Input<string | undefined> & { readonly actionDefault?: string } {
  const expected = 'a secret';
  const { actionDefault } = options;
  const declared: Input<string | undefined> = declareInput('secret', options, {
    expected,
    schema: z.string({ error: expected }).min(1, { error: expected }),
  });
  return actionDefault === undefined ? declared : { ...declared, actionDefault };
}
