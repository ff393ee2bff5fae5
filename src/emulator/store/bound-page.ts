import { createHash } from 'node:crypto';
import { ApiError } from '../wire/api-error.ts';
import type { ListRequest, Page } from './list-page.ts';

export interface BoundListRequest extends ListRequest {
  parent: string;
}

/**
 * A page whose token is good for the same parent, filter and order only, as lists document that say
 * "all other parameters must match the call that provided the page token".
 * @throws ApiError INVALID_ARGUMENT for a token of another list.
 */
export function boundPage<Item>(
  request: BoundListRequest,
  cut: (request: BoundListRequest) => Page<Item>,
): Page<Item> {
  const seal = `${sealOf(request)}.`;
  const token = request.pageToken ?? '';
  if (token !== '' && !token.startsWith(seal)) {
    throw new ApiError('INVALID_ARGUMENT', 'The page token is of a list with other parameters.');
  }
  const { items, nextPageToken } = cut({ ...request, pageToken: token.slice(seal.length) });
  return nextPageToken === undefined ? { items } : { items, nextPageToken: seal + nextPageToken };
}

function sealOf({ parent, filter = '', orderBy = '' }: BoundListRequest): string {
  const query = JSON.stringify([parent, filter, orderBy]);
  return createHash('sha256').update(query).digest('base64url').slice(0, 12);
}
