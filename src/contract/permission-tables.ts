import { markdownTable } from './markdown-table.ts';
import type { Permission, TokenPermission } from './permission.ts';

/** The permissions of IAM, one a row. What is inferred says so. */
export function permissionTable(permissions: readonly Permission[]): string[] {
  return markdownTable(
    ['Permission', 'On', 'Why', 'Needed when'],
    permissions.map(({ permission, on, why, when, certainty }) => [
      certainty === 'inferred' ? `\`${permission}\` (inferred)` : `\`${permission}\``,
      on,
      why,
      when ?? 'always',
    ]),
  );
}

/** The permissions of `GITHUB_TOKEN`, as `permissions:` of a job has them. */
export function tokenPermissionTable(permissions: readonly TokenPermission[]): string[] {
  return markdownTable(
    ['`permissions:` of the job', 'Why', 'Needed when'],
    permissions.map(({ permission, access, why, when }) => [
      `\`${permission}: ${access}\``,
      why,
      when ?? 'always',
    ]),
  );
}
