import { type FilterField, matchesFilter, unknownField } from '../../store/filter.ts';
import { parseFilter } from '../../store/filter-parser.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import { monitoredResources, type MonitoredResourceType } from './monitored-resources.ts';
import { projectOf } from './monitoring-fields.ts';
import { pageOf } from './resource-list.ts';

interface ListRequest {
  name: string;
  filter?: string;
  pageSize?: number;
  pageToken?: string;
}

const maxPageSize = 1000;

export function listResourceDescriptors(request: ListRequest): JsonObject {
  const project = projectOf(request.name);
  const filter = parseFilter(request.filter ?? '');
  const matching = monitoredResources.filter((resource) =>
    matchesFilter(filter, (path) => fieldOf(resource, path)),
  );
  const { items, ...page } = pageOf(matching, request, maxPageSize);
  return { resourceDescriptors: items.map((item) => descriptorResource(item, project)), ...page };
}

export function getResourceDescriptor(name: string): JsonObject {
  const type = name.split('/').slice(3).join('/');
  const found = monitoredResources.find((resource) => resource.type === type);
  if (found !== undefined) return descriptorResource(found, projectOf(name));
  throw new ApiError('NOT_FOUND', `Could not find descriptor for monitored resource '${type}'.`);
}

function fieldOf(resource: MonitoredResourceType, path: readonly string[]): FilterField {
  const [head, part, ...rest] = path;
  if (head !== 'resource') throw unknownField(path);
  if (part === 'type' && rest.length === 0) return { kind: 'text', value: resource.type };
  if ((part === 'label' || part === 'labels') && rest.length === 0) {
    return { kind: 'map', value: Object.fromEntries(resource.labels.map((key) => [key, ''])) };
  }
  throw unknownField(path);
}

function descriptorResource(resource: MonitoredResourceType, project: string): JsonObject {
  const { type, displayName, labels } = resource;
  return {
    name: `projects/${project}/monitoredResourceDescriptors/${type}`,
    type,
    displayName,
    labels: labels.map((key) => ({ key })),
  };
}
