/**
 * Operations live under any resource (`…/endpoints/1/operations/2`), which the descriptors do not say:
 * the routes come from the service configuration. The Node client polls below `/ui/`.
 */
const onOne =
  /^\/(?:v1|v1beta1|ui)\/(projects\/[^/]+\/locations\/[^/]+(?:\/[^/:]+)*?\/operations\/[^/:]+)(?::(cancel|wait))?$/;
const onMany =
  /^\/(?:v1|v1beta1|ui)\/(projects\/[^/]+\/locations\/[^/]+(?:\/[^/:]+)*?)\/operations$/;

export interface OperationMatch {
  /** Full name of the method of `google.longrunning.Operations`. */
  method: string;
  body: string | undefined;
  captured: Record<string, string>;
}

export function matchOperationPath(httpMethod: string, path: string): OperationMatch | undefined {
  if (!path.includes('/operations')) return undefined;
  const many = httpMethod === 'GET' ? onMany.exec(path) : null;
  if (many !== null) return found('ListOperations', many[1], undefined);
  const one = onOne.exec(path);
  if (one === null) return undefined;
  switch (`${httpMethod} ${one[2] ?? ''}`) {
    case 'GET ':
      return found('GetOperation', one[1], undefined);
    case 'DELETE ':
      return found('DeleteOperation', one[1], undefined);
    case 'POST cancel':
      return found('CancelOperation', one[1], '*');
    case 'POST wait':
      return found('WaitOperation', one[1], '*');
    default:
      return undefined;
  }
}

function found(method: string, name: string | undefined, body: string | undefined): OperationMatch {
  return {
    method: `google.longrunning.Operations.${method}`,
    body,
    captured: { name: name ?? '' },
  };
}
