import { z } from 'zod';
import { fieldTypes } from './field-type.ts';
import { fieldsMatches } from './fields-match.ts';

const primitive = z.union([z.string(), z.number(), z.boolean()]);
const labelled = <T extends z.ZodType>(value: T) =>
  z
    .union([z.array(value), z.array(z.looseObject({ value }))])
    .transform((entries) =>
      entries.map((entry) =>
        typeof entry === 'object' && entry !== null
          ? (entry as { value: z.output<T> }).value
          : entry,
      ),
    );

const share = z.number().min(0).max(1);
const length = z.int().min(0);
const names = z.array(z.string()).min(1);

const constraints = z.strictObject({
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  minimum: primitive.optional(),
  maximum: primitive.optional(),
  exclusiveMinimum: primitive.optional(),
  exclusiveMaximum: primitive.optional(),
  minLength: length.optional(),
  maxLength: length.optional(),
  pattern: z.string().optional(),
  enum: z.array(primitive).min(1).optional(),
});

const check = z.strictObject({
  maxNullFraction: share.optional(),
  maxUnseenFraction: share.optional(),
});
const dataset = z.strictObject({
  minRows: z.int().min(0).optional(),
  maxRows: z.int().min(0).optional(),
  label: z.string().optional(),
});

const field = z.looseObject({
  name: z.string().min(1),
  type: z.enum(fieldTypes).default('any'),
  format: z.literal('default').optional(),
  constraints: constraints.default({}),
  categories: labelled(z.union([z.string(), z.number()])).optional(),
  missingValues: labelled(z.string()).optional(),
  decimalChar: z.string().length(1).optional(),
  groupChar: z.string().length(1).optional(),
  bareNumber: z.boolean().optional(),
  trueValues: z.array(z.string()).optional(),
  falseValues: z.array(z.string()).optional(),
  'vertex:check': check.default({}),
});

/** The shape of a schema document; what its parts mean together is read elsewhere. */
export const schemaDocument = z.looseObject({
  fields: z.array(field).min(1),
  fieldsMatch: z.enum(fieldsMatches).optional(),
  missingValues: labelled(z.string()).optional(),
  primaryKey: z.union([z.string(), names]).optional(),
  uniqueKeys: z.array(names).min(1).optional(),
  // Another table cannot be seen from here, and a rule that is not checked must not look checked.
  foreignKeys: z.undefined().optional(),
  'vertex:dataset': dataset.optional(),
});

export type SchemaDocument = z.output<typeof schemaDocument>;
export type FieldDocument = z.output<typeof field>;

/** Keys that mean something; other keys are allowed by the standard and ignored. */
export const schemaKeys = [...Object.keys(schemaDocument.shape), '$schema', 'title', 'description'];
export const fieldKeys = [
  ...Object.keys(field.shape),
  'title',
  'description',
  'example',
  'rdfType',
  'categoriesOrdered',
];

/** Keys of the objects in which nothing else may stand. */
export const ruleKeys = [constraints, check, dataset].flatMap((object) =>
  Object.keys(object.shape),
);
