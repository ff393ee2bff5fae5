import { ApiError } from '../../wire/api-error.ts';
import { channelTypes, type ChannelType } from './channel-types.ts';
import { projectOf } from './monitoring-fields.ts';
import { pageOf } from './resource-list.ts';

interface ListRequest {
  name: string;
  pageSize?: number;
  pageToken?: string;
}

const maxPageSize = 1000;

export function listChannelDescriptors(request: ListRequest): object {
  const { items, ...page } = pageOf(channelTypes, request, maxPageSize);
  const project = projectOf(request.name);
  return { channelDescriptors: items.map((type) => descriptorResource(type, project)), ...page };
}

export function getChannelDescriptor(name: string): object {
  const type = name.slice(name.lastIndexOf('/') + 1);
  const found = channelTypes.find((candidate) => candidate.type === type);
  if (found !== undefined) return descriptorResource(found, projectOf(name));
  throw new ApiError('NOT_FOUND', `Cannot find notification channel descriptor '${type}'.`);
}

function descriptorResource(channelType: ChannelType, project: string): object {
  const { type, displayName, description, labels } = channelType;
  return {
    name: `projects/${project}/notificationChannelDescriptors/${type}`,
    type,
    displayName,
    description,
    labels: labels.map(({ key, description: of }) => ({ key, description: of })),
    launchStage: 'GA',
  };
}
