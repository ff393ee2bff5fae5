import { stringify } from 'yaml';
import type { Permission, Place } from './permission.ts';

/** A custom role, as `gcloud iam roles create --file` reads it. */
export interface CustomRole {
  /** camelCase: ids of roles take no hyphen. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

/** The role with what is granted in one place; undefined when that is nothing. */
export function customRole(
  { id, title, description }: Omit<CustomRole, 'permissions'>,
  permissions: readonly Permission[],
  place: Place,
): CustomRole | undefined {
  const named = permissions.filter(({ on }) => on === place).map(({ permission }) => permission);
  if (named.length === 0) return undefined;
  return { id, title, description, permissions: [...new Set(named)].toSorted() };
}

/** The lines of the file for `gcloud`. */
export function customRoleYaml({ title, description, permissions }: CustomRole): string[] {
  const role = { title, description, stage: 'GA', includedPermissions: permissions };
  return stringify(role).trimEnd().split('\n');
}
