import { z } from 'zod';
import { locationSchema } from '../../contract/kinds/path.ts';
import type { Json } from '../../release/json.ts';
import { hasNumber } from './json-value.ts';
import { schemaProblems } from './response-schema.ts';

const json = z.json() as z.ZodType<Json>;
const name = z.string().min(1);
const outputPath = z.string().min(1).default('$');
const tolerance = z.number().min(0).default(0);
const fields = z.record(z.string(), json);
const instanceOfFields = z.record(z.string(), json);

/** What one value of a prediction must be: in a range, or equal to a value. */
const expectation = z
  .strictObject({
    min: z.number().optional(),
    max: z.number().optional(),
    equals: json.optional(),
    /** Of every number in `equals`. */
    tolerance: z.number().min(0).optional(),
  })
  .refine(
    ({ min, max, equals }) => (equals === undefined) !== (min === undefined && max === undefined),
    'equals, or min, max or both',
  )
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, 'a min that is at most max')
  .refine(
    ({ equals, tolerance: given }) =>
      given === undefined || (equals !== undefined && hasNumber(equals)),
    'a tolerance only where equals has a number',
  );

const golden = z.strictObject({
  name,
  kind: z.literal('golden').default('golden'),
  instance: json,
  /** By path into the prediction: `damage_probability`, `scores[0]`; `$` is the prediction itself. */
  expect: z.record(z.string().min(1), expectation),
  /** Counted in this group when a case of kind `slice` names it. */
  slice: z.string().min(1).optional(),
});

/** The least share of the golden cases of a group that must be right. */
const slice = z.strictObject({
  name,
  kind: z.literal('slice'),
  slice: z.string().min(1),
  min_pass_share: z.number().gt(0).max(1),
});

/** Every prediction for a golden case has this form. */
const responseSchema = z.strictObject({
  name,
  kind: z.literal('schema'),
  schema: json.superRefine((schema, context) => {
    for (const { path, expected } of schemaProblems(schema)) {
      context.addIssue({ code: 'custom', path, message: expected, input: schema });
    }
  }),
});

const variants = z.array(fields).min(1).max(1_000);

/** Changes that must not matter. */
const invariance = z.strictObject({
  name,
  kind: z.literal('invariance'),
  instance: instanceOfFields,
  variants,
  path: outputPath,
  tolerance,
});

/** Changes, in their order, over which a number must move one way. */
const direction = z.strictObject({
  name,
  kind: z.literal('direction'),
  instance: instanceOfFields,
  variants,
  must: z.enum(['rise', 'not_fall', 'fall', 'not_rise']),
  path: outputPath,
  tolerance,
});

const refusals = {
  instances: z.array(json).max(100_000).optional(),
  body: z.string().optional(),
  bytes: z
    .int()
    .min(1)
    .max(64 * 1_048_576)
    .optional(),
};

/** A request that must be refused as the caller's mistake: exactly one of instances, body, bytes. */
const refusal = z
  .strictObject({
    name,
    kind: z.literal('refusal'),
    ...refusals,
    status: z.array(z.int().min(400).max(499)).min(1).optional(),
  })
  .refine(
    (one) => Object.keys(refusals).filter((key) => Object.hasOwn(one, key)).length === 1,
    'exactly one of instances, body and bytes',
  );

/** The same instance again and again. */
const determinism = z.strictObject({
  name,
  kind: z.literal('determinism'),
  instance: json,
  times: z.int().min(2).max(1_000).default(2),
  tolerance,
});

/** Several instances in one request, and each alone. Without instances, those of the golden cases. */
const batch = z.strictObject({
  name,
  kind: z.literal('batch'),
  instances: z.array(json).min(2).max(1_000).optional(),
  tolerance,
});

/** What the endpoint answers, and what the evaluation predicted for the same rows. */
const offline = z.strictObject({
  name,
  kind: z.literal('offline'),
  /** JSON Lines. A relative path starts at the output of the training job. */
  predictions: locationSchema,
  /** JSON Lines with `id` and `instance`, when the rows of `predictions` have no `instance`. */
  instances: locationSchema.optional(),
  /** The key of the offline value in a row. */
  field: z.string().min(1).default('score'),
  path: outputPath,
  tolerance: z.number().min(0).default(1e-6),
  min_share: z.number().gt(0).max(1).default(1),
  max_rows: z.int().min(1).max(100_000).default(200),
});

export const caseSchemas = {
  golden,
  slice,
  schema: responseSchema,
  invariance,
  direction,
  refusal,
  determinism,
  batch,
  offline,
} as const;

export type CaseKind = keyof typeof caseSchemas;
export const caseKinds = Object.keys(caseSchemas) as readonly CaseKind[];

export type Expectation = z.infer<typeof expectation>;

/** Where a case is written. */
export interface CasePlace {
  /** The file, as problems should name it. */
  file: string;
  line: number;
}

type Parsed<K extends CaseKind> = z.infer<(typeof caseSchemas)[K]>;
export type CaseOf<K extends CaseKind> = Parsed<K> & { readonly place: CasePlace };
export type SuiteCase = { [K in CaseKind]: CaseOf<K> }[CaseKind];

export function isKind<K extends CaseKind>(
  kind: K,
): (one: SuiteCase) => one is CaseOf<K> & SuiteCase {
  return (one): one is CaseOf<K> & SuiteCase => one.kind === kind;
}
