/** Where a permission is granted: as narrow as Google Cloud lets it be. */
export type Place =
  | 'the project'
  | 'the topic'
  | 'the table of predictions'
  | 'the bucket'
  | 'the bucket of the data'
  | 'the bucket of the model'
  | 'the bucket of the holdout'
  | 'the repository of the serving image'
  | "the training job's service account"
  | "the model server's service account";

/** A permission of IAM that a step cannot do without. */
export interface Permission {
  /** As a custom role names it. */
  readonly permission: string;
  readonly on: Place;
  /** What the step does with it. */
  readonly why: string;
  /** When it is needed at all. Absent: always. */
  readonly when?: string;
  /** `inferred`: no public page of Google's says that the call asks for it. */
  readonly certainty: 'documented' | 'inferred';
}

/** Without one the record stays on the machine. */
const whenBucket = '`bucket` is given';

/** What every step does with the bucket: it reads and replaces the record of its release. */
export const recordPermissions: readonly Permission[] = [
  {
    permission: 'storage.objects.get',
    on: 'the bucket',
    why: 'reads the release record and what earlier steps left',
    when: whenBucket,
    certainty: 'documented',
  },
  {
    permission: 'storage.objects.create',
    on: 'the bucket',
    why: 'writes the release record',
    when: whenBucket,
    certainty: 'documented',
  },
  {
    permission: 'storage.objects.delete',
    on: 'the bucket',
    why: 'replaces the release record: writing over an object counts as deleting it',
    when: whenBucket,
    certainty: 'documented',
  },
  {
    permission: 'storage.objects.list',
    on: 'the bucket',
    why: 'learns that an object is not there; without it Cloud Storage answers 403 instead of 404',
    when: whenBucket,
    certainty: 'inferred',
  },
];

/** What the steps need that look at the data: its generation is part of what a release is made of. */
export const dataPermissions: readonly Permission[] = [
  {
    permission: 'storage.objects.get',
    on: 'the bucket of the data',
    why: 'reads the data, or which generation of it there is',
    when: 'a `source` of `validate.data` begins with `gs://`',
    certainty: 'documented',
  },
];

/** A permission that a job of a workflow gives to `GITHUB_TOKEN`. */
export interface TokenPermission {
  readonly permission: string;
  readonly access: 'read' | 'write';
  readonly why: string;
  readonly when?: string;
}

/** What a job that runs a step asks for. */
export const stepTokenPermissions: readonly TokenPermission[] = [
  { permission: 'contents', access: 'read', why: 'to check the repository out' },
  {
    permission: 'id-token',
    access: 'write',
    why: 'to sign in to Google Cloud without a key',
    when: 'not on the embedded Vertex',
  },
  {
    permission: 'pull-requests',
    access: 'write',
    why: 'to write the report on the pull request',
    when: 'the run belongs to a pull request and `comment` is on',
  },
];

/** What a job asks for that reports for a run which could not. */
export const commentTokenPermissions: readonly TokenPermission[] = [
  { permission: 'actions', access: 'read', why: "to download the other run's artifact" },
  {
    permission: 'pull-requests',
    access: 'write',
    why: 'to find the pull request and write the report on it',
  },
];
