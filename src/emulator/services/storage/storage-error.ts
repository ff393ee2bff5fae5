import { ApiError, type CanonicalStatus } from '../../wire/api-error.ts';

/** An error in the shape of the Cloud Storage JSON API, which has `errors` with reasons. */
export class StorageError extends ApiError {
  readonly reason: string;

  constructor(status: CanonicalStatus, http: number, reason: string, message: string) {
    super(status, message, http);
    this.reason = reason;
  }

  override toBody(): ReturnType<ApiError['toBody']> & { error: { errors: object[] } } {
    const { error } = super.toBody();
    const errors = [{ message: this.message, domain: 'global', reason: this.reason }];
    return { error: { ...error, errors } };
  }
}

export function bucketNotFound(): StorageError {
  return new StorageError('NOT_FOUND', 404, 'notFound', 'The specified bucket does not exist.');
}

export function objectNotFound(bucket: string, name: string): StorageError {
  return new StorageError('NOT_FOUND', 404, 'notFound', `No such object: ${bucket}/${name}`);
}

export function conditionNotMet(): StorageError {
  return new StorageError(
    'FAILED_PRECONDITION',
    412,
    'conditionNotMet',
    'At least one of the pre-conditions you specified did not hold.',
  );
}

export function invalidStorage(message: string): StorageError {
  return new StorageError('INVALID_ARGUMENT', 400, 'invalid', message);
}
