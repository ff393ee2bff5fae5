import { locationOf } from '../store/names.ts';
import type { ProjectNames } from '../store/project-names.ts';
import type { Listing, Named } from './overview.ts';

/** The first `limit` of all, each as it is shown. */
export function listingOf<Item, View>(
  all: readonly Item[],
  limit: number,
  view: (item: Item) => View,
): Listing<View> {
  return { items: all.slice(0, limit).map(view), total: all.length };
}

/** What a resource is called, and in which project and location it is. */
export function namedOf(
  { name, displayName }: Pick<Named, 'name' | 'displayName'>,
  projects: ProjectNames,
): Named {
  const { project, location } = locationOf(name);
  return { name, displayName, place: `${projects.idOf(project)} · ${location}` };
}
