import {
  type ObjectPath,
  type ObjectStore,
  parseGsUri,
  type StoredObject,
} from '../../store/objects.ts';

const special = /[*?[]/;

/**
 * Objects that a URI names, in order of name. As in Cloud Storage, `*` stands for any characters but
 * `/`, `**` for any at all, `?` for one that is not `/`, and `[a-z]` for one of a set.
 */
export function objectsMatching(objects: ObjectStore, uri: string): StoredObject[] {
  const { bucket, path }: ObjectPath = parseGsUri(uri) ?? { bucket: '', path: '' };
  const wildcard = path.search(special);
  if (wildcard < 0) {
    const object = objects.get(bucket, path);
    return object === undefined ? [] : [object];
  }
  const pattern = patternOf(path);
  return objects
    .list(bucket, path.slice(0, wildcard))
    .filter(({ name }) => pattern.test(name) && !name.endsWith('/'));
}

/** What a path with wildcards matches, from its beginning to its end. */
export function patternOf(path: string): RegExp {
  const parts = path.match(/\*\*|\*|\?|\[[^\]]+\]|[^*?[]+|\[/g) ?? [];
  return new RegExp(`^${parts.map(partPattern).join('')}$`, 'su');
}

function partPattern(part: string): string {
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  if (part.startsWith('[') && part.length > 1) return classOf(part.slice(1, -1));
  return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
}

/** `!` or `^` first means any but these. */
function classOf(members: string): string {
  const isNegated = /^[!^]/.test(members);
  const escaped = members.slice(isNegated ? 1 : 0).replace(/[\\\]^[]/g, '\\$&');
  return `[${isNegated ? '^/' : ''}${escaped}]`;
}
