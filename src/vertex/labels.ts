import { createHash } from 'node:crypto';

/** Label of everything that a release creates; its value is the release id, made fit for a label. */
export const releaseLabel = 'vertex-release-id';
/** Label that says what this program may change and delete. */
export const managedLabel = 'managed-by';
export const managedValue = 'vertex-release';

/** Label of an endpoint that was made for staging: what is made by a step may be deleted by it. */
export const madeByLabel = 'vertex-release-made-by';
/** Label of a staging endpoint: from when on what runs there may go. Seconds since the epoch. */
export const expiresLabel = 'vertex-release-expires';

/** Labels of an endpoint by which people see the canary that is under way on it. */
export const stepLabel = 'vertex-release-step';
/** Seconds since the epoch. */
export const deadlineLabel = 'vertex-release-deadline';
/** Changes with whoever takes the canary over, so that the etag which the one before knows is stale. */
export const runnerLabel = 'vertex-release-runner';

/** Vertex: at most 64 characters of lower-case letters, digits, `_` and `-`; international letters too. */
export function isLabelText(text: string): boolean {
  return [...text].length <= 64 && /^[\p{Ll}\p{Lo}\p{N}_-]*$/u.test(text);
}

/**
 * Text made fit for a label value: lower case, other characters as `-`. What is longer than 64 ends
 * in a digest of the whole, so that texts which differ only behind the cut stay different.
 */
export function toLabelValue(text: string): string {
  const fit = [...text.toLowerCase().replace(/[^\p{Ll}\p{Lo}\p{N}_-]/gu, '-')];
  if (fit.length <= 64) return fit.join('');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${fit.slice(0, 47).join('')}-${digest}`;
}

/** The labels of whatever the release with this id creates. */
export function releaseLabels(releaseId: string): Record<string, string> {
  return { [releaseLabel]: toLabelValue(releaseId), [managedLabel]: managedValue };
}

/** The labels of an endpoint while a canary is under way on it. */
export function canaryLabels(canary: {
  releaseId: string;
  percent: number;
  /** Milliseconds since the epoch. */
  deadline: number;
}): Record<string, string> {
  return {
    ...releaseLabels(canary.releaseId),
    [stepLabel]: String(canary.percent),
    [deadlineLabel]: String(Math.ceil(canary.deadline / 1_000)),
  };
}

/** When what runs there may go, in ms since the epoch: undefined where nothing or nonsense is said. */
export function expiryOf(labels: Readonly<Record<string, string>>): number | undefined {
  const text = labels[expiresLabel] ?? '';
  return /^[0-9]{1,12}$/.test(text) ? Number(text) * 1_000 : undefined;
}

/** Without those that only a canary under way has. */
export function withoutCanaryLabels(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  const { [stepLabel]: _, [deadlineLabel]: __, [runnerLabel]: ___, ...rest } = labels;
  return rest;
}

export function isManaged(labels: Readonly<Record<string, string>>): boolean {
  return labels[managedLabel] === managedValue;
}
