/**
 * The closed set of error codes: what each means and the exit code it leads to.
 * `docs/errors.md` is derived from this table.
 */
export const errorCodes = {
  INPUT_INVALID: {
    exit: 2,
    about:
      'An input, a flag or a key of the configuration file is missing, unknown or of the wrong form.',
    mend: 'Correct the inputs listed; all problems are reported at once.',
  },
  FILE_UNREADABLE: {
    exit: 2,
    about:
      'A file or object that an input names does not exist or cannot be read as what it should be.',
    mend: 'Check the path; relative paths start at the folder of the configuration file.',
  },
  EVIDENCE_UNUSABLE: {
    exit: 2,
    about: 'Evidence was read but cannot be judged: NaN metrics, one class only, mismatched rows.',
    mend: 'Correct the program that wrote the evidence and train again.',
  },
  RUNTIME_UNSUPPORTED: {
    exit: 2,
    about: 'The Node.js that runs this program is too old.',
    mend: 'Use Node 22 or newer; 24 is what GitHub runs.',
  },
  UNIMPLEMENTED: {
    exit: 2,
    about: 'This release of vertex-release does not do that yet.',
    mend: 'The message names the reason; see the documentation for what is there.',
  },
  CREDENTIALS_MISSING: {
    exit: 3,
    about: 'No Application Default Credentials were found.',
    mend: 'Run google-github-actions/auth before this step, or `gcloud auth application-default login`.',
  },
  PERMISSION_DENIED: {
    exit: 3,
    about: 'The caller lacks an IAM permission.',
    mend: 'Grant the permission named in the message to the account that runs this step.',
  },
  RESOURCE_NOT_FOUND: {
    exit: 3,
    about: 'A cloud resource that must exist does not.',
    mend: 'Check project, region and id; the message says which step makes it.',
  },
  HOST_UNREACHABLE: {
    exit: 3,
    about: 'A host did not answer.',
    mend: 'Check network, proxy and, with an emulator, VERTEX_EMULATOR_HOST.',
  },
  API_FAILED: {
    exit: 3,
    about: 'A Google Cloud API refused a request or failed.',
    mend: 'Read the message of the API; transient failures were retried already.',
  },
  API_UNAVAILABLE: {
    exit: 3,
    about:
      'A Google Cloud API failed on its own side: whether the call had an effect is not known.',
    mend: 'Run the step again: it looks for what it may have begun. See status.cloud.google.com if it lasts.',
  },
  QUOTA_EXCEEDED: {
    exit: 3,
    about: 'A quota of the project is used up, in this region or for this kind of machine.',
    mend: 'Free what uses it, ask for less, or ask for a larger quota under IAM & Admin, Quotas.',
  },
  OPERATION_FAILED: {
    exit: 3,
    about: 'A job or long-running operation ended in an error.',
    mend: 'Read the log lines in the message; run the step again after mending the cause.',
  },
  DEADLINE_EXCEEDED: {
    exit: 3,
    about: 'A call, job or operation did not end in the time given.',
    mend: 'Raise the timeout named in the message, or find out why it hangs; a re-run picks it up.',
  },
  EVIDENCE_UNREADABLE: {
    exit: 3,
    about: 'Evidence exists but could not be read from the cloud.',
    mend: 'Run the step again; if it lasts, check permissions on the source named.',
  },
  STATE_CORRUPT: {
    exit: 3,
    about: 'A release record or ledger is not what this version writes.',
    mend: 'Nothing was changed. Restore an older generation of the object, or use the version that wrote it.',
  },
  CONFLICT: {
    exit: 5,
    about: 'Somebody else holds or changed the resource.',
    mend: 'Wait for the other release, or end it; the message names it.',
  },
  CANCELLED: {
    exit: 130,
    about: 'The run was cancelled.',
    mend: 'Run the same command again: it goes on where it stopped.',
  },
  INTERNAL: {
    exit: 3,
    about: 'A defect of vertex-release.',
    mend: 'Please report it with the output of the same command under VERTEX_RELEASE_DEBUG=1.',
  },
} as const satisfies Record<string, { exit: number; about: string; mend: string }>;

export type ErrorCode = keyof typeof errorCodes;
