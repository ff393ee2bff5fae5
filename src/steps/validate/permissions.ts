import { dataPermissions, type Permission, recordPermissions } from '../../contract/permission.ts';

/** What `validate` needs in Google Cloud. */
export const validatePermissions: readonly Permission[] = [
  ...recordPermissions,
  ...dataPermissions,
];
