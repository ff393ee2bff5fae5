/** The run that reports. Of one workflow, a later number or attempt is newer. */
export interface RunStamp {
  /** Path of the workflow file. */
  workflow: string;
  number: number;
  attempt: number;
}

/** What one pull request is told about one model. */
export interface Comment {
  /** One comment per pull request has this key, and is replaced by the next one with it. */
  key: string;
  release: string;
  run: RunStamp;
  /** Markdown of at most `commentLimit - commentReserve` characters; the rest would be cut off. */
  text: string;
}

/** What became of a comment. Nothing here is thrown: a report never changes a verdict. */
export type Posted =
  /** `others`: more comments of ours with this key that were left as they are. */
  | { state: 'created' | 'updated'; url: string; others: number }
  /** A newer run has reported already. */
  | { state: 'outdated'; url: string }
  /** Not posted, and why; `mend` says what to do about it where something can be done. */
  | { state: 'refused'; why: string; mend?: string };

/** GitHub's limit for the body of a comment, in characters. */
export const commentLimit = 65_536;

/** What the adapter adds to the text to find it again. */
export const commentReserve = 1_024;

/** Comments on pull requests. */
export interface Comments {
  /** Writes the comment, or replaces the one that is there. Never throws. */
  put(pullRequest: number, comment: Comment, signal?: AbortSignal): Promise<Posted>;
}
