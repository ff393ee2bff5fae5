/** What a registry says of an image. */
export type ImageAnswer =
  | { kind: 'found'; digest: string }
  | { kind: 'absent' }
  /** Nobody could tell; `why` is a sentence's end: `permission … is missing`. */
  | { kind: 'unknown'; why: string };

/** Container images in Artifact Registry. */
export interface Images {
  /** @param reference `LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE`, with a tag or a digest. */
  find(reference: string): Promise<ImageAnswer>;
}
