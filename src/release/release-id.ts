/** `MODEL-COMMIT8-N`: the Nth release of this model at this commit. */
export interface ReleaseId {
  model: string;
  /** The first eight characters of the commit, lower case. */
  commit8: string;
  number: number;
}

export function formatReleaseId({ model, commit8, number }: ReleaseId): string {
  return `${model}-${commit8}-${number}`;
}

/** Undefined when the text is no release id. */
export function parseReleaseId(text: string): ReleaseId | undefined {
  const match = /^(.+)-([0-9a-z]{1,8})-(\d+)$/.exec(text);
  if (match === null) return undefined;
  const [, model = '', commit8 = '', number = ''] = match;
  return { model, commit8, number: Number(number) };
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 8).toLowerCase();
}
