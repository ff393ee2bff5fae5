/** Versions of the Vertex AI API. One store and one handler table, keyed by v1 names, serve both. */
export type ApiVersion = 'v1' | 'v1beta1';

const packageName = /^google\.cloud\.aiplatform\.(v1|v1beta1)\./;

/** Of a full type or method name; undefined for those of other APIs. */
export function versionOf(name: string): ApiVersion | undefined {
  return packageName.exec(name)?.[1] as ApiVersion | undefined;
}

/** The full name as it would be in that version; names of other APIs have one form only. */
export function inVersion(name: string, version: ApiVersion): string {
  return name.replace(packageName, `google.cloud.aiplatform.${version}.`);
}

/** The name of the same type in the other version. */
export function twinOf(name: string): string | undefined {
  const version = versionOf(name);
  return version && inVersion(name, version === 'v1' ? 'v1beta1' : 'v1');
}
