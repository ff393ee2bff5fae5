/** The given fields of a resource, as far as it has them. */
export function pick<Resource extends object>(
  resource: Resource,
  fields: readonly (keyof Resource)[],
): Partial<Resource> {
  const entries = fields.map((field) => [field, resource[field]] as const);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined),
  ) as Partial<Resource>;
}

/** A resource without some of its optional fields. */
export function without<Resource extends object>(
  resource: Resource,
  fields: readonly (keyof Resource)[],
): Resource {
  const names: readonly PropertyKey[] = fields;
  const entries = Object.entries(resource).filter(([name]) => !names.includes(name));
  return Object.fromEntries(entries) as Resource;
}
