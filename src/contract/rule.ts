/** What breaks a rule, told by the input that should change. */
export interface Breach<F extends string = string> {
  /** Field of the input to blame, in camelCase. */
  field: F;
  expected: string;
  found?: string;
  mend?: string;
}

/** Something that must hold between the inputs of a step. */
export interface Rule<V = Readonly<Record<string, unknown>>> {
  /** One sentence for the documentation. */
  readonly says: string;
  /** Fields that the rule reads: it is asked only when all of them are valid. */
  readonly reads: readonly (keyof V & string)[];
  /** Undefined when the rule holds. */
  breach(inputs: V): Breach<keyof V & string> | undefined;
}

/** Steps that create resources keep their record in a bucket, so that a killed run is found again. */
export function needsBucket(creates: string): Rule<{ readonly bucket: string | undefined }> {
  return {
    says: `bucket must be given: the step creates ${creates}, and the record by which a repeated run finds that again is kept there.`,
    reads: ['bucket'],
    breach: ({ bucket }) =>
      bucket === undefined
        ? {
            field: 'bucket',
            expected: `a bucket name, because the step creates ${creates} and keeps the record of it there`,
          }
        : undefined,
  };
}
