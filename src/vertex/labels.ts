/** Label of everything that a release creates; its value is the release id, made fit for a label. */
export const releaseLabel = 'vertex-release-id';
/** Label that says what this program may change and delete. */
export const managedLabel = 'managed-by';
export const managedValue = 'vertex-release';

/** Vertex: at most 64 characters of lower-case letters, digits, `_` and `-`; international letters too. */
export function isLabelText(text: string): boolean {
  return [...text].length <= 64 && /^[\p{Ll}\p{Lo}\p{N}_-]*$/u.test(text);
}

/** Text made fit for a label value: lower case, other characters as `-`, cut at 64. */
export function toLabelValue(text: string): string {
  const fit = text.toLowerCase().replace(/[^\p{Ll}\p{Lo}\p{N}_-]/gu, '-');
  return [...fit].slice(0, 64).join('');
}

/** The labels of whatever the release with this id creates. */
export function releaseLabels(releaseId: string): Record<string, string> {
  return { [releaseLabel]: toLabelValue(releaseId), [managedLabel]: managedValue };
}

export function isManaged(labels: Readonly<Record<string, string>>): boolean {
  return labels[managedLabel] === managedValue;
}
