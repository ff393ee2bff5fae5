import { type ErrorCode, errorCodes } from './codes.ts';
import { describeProblem, type Problem } from './problem.ts';

export interface ErrorDetails {
  cause?: unknown;
  /** How to mend this very case; the code's general advice is used when absent. */
  mend?: string;
  problems?: readonly Problem[];
}

/** The only error that this program throws on purpose. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly code: ErrorCode;
  readonly mend: string;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.mend = details.mend ?? errorCodes[code].mend;
    this.problems = details.problems ?? [];
  }

  get exitCode(): number {
    return errorCodes[this.code].exit;
  }
}

/** All problems of an input at once. @throws when there is at least one. */
export function refuseProblems(what: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  throw new ReleaseError('INPUT_INVALID', `${what} has ${count}`, { problems });
}

/** Anything thrown, as a ReleaseError: a stranger becomes INTERNAL with its cause kept. */
export function toReleaseError(thrown: unknown): ReleaseError {
  if (thrown instanceof ReleaseError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ReleaseError('INTERNAL', message, { cause: thrown });
}

/** Somebody else changed it meanwhile: to be read again and decided anew. */
export function isConflict(error: unknown): error is ReleaseError {
  return error instanceof ReleaseError && error.code === 'CONFLICT';
}

const refusals: readonly ErrorCode[] = ['CONFLICT', 'API_FAILED', 'QUOTA_EXCEEDED'];
const silences: readonly ErrorCode[] = ['API_UNAVAILABLE', 'HOST_UNREACHABLE', 'DEADLINE_EXCEEDED'];

/** The API answered, and refused: the call had no effect. */
export function isRefusal(error: unknown): error is ReleaseError {
  return error instanceof ReleaseError && refusals.includes(error.code);
}

/** No answer came, or one that the API gave up with: the call may have had its effect. */
export function isUnanswered(error: unknown): error is ReleaseError {
  return error instanceof ReleaseError && silences.includes(error.code);
}

/** Lines for a person: what happened, each problem, how to mend, the code to look up. */
export function describeError(error: ReleaseError): string[] {
  return [
    error.message,
    ...error.problems.map((problem) => `  - ${describeProblem(problem)}`),
    `${error.mend} [${error.code}]`,
  ];
}
