/** A compiled `google.api.http` path: literal and wildcard segments, captures, and a verb after `:`. */
export interface PathTemplate {
  segments: readonly string[];
  verb: string;
  captures: readonly Capture[];
  /** The last segment is `**`: it takes one or more segments. */
  isOpen: boolean;
}

interface Capture {
  /** Field path as written, e.g. `endpoint.name`. */
  field: string;
  from: number;
  to: number;
}

export interface RequestPath {
  segments: readonly string[];
  verb: string;
}

/** Compiles `/v1/{name=projects/*\/locations/*}:verb`. */
export function compileTemplate(template: string): PathTemplate {
  const { body, verb } = splitVerb(template);
  const segments: string[] = [];
  const captures: Capture[] = [];
  for (const part of body.slice(1).match(/\{[^}]*\}|[^/]+/g) ?? []) {
    if (!part.startsWith('{')) {
      segments.push(part);
      continue;
    }
    const [field = '', pattern = '*'] = part.slice(1, -1).split('=');
    const inner = pattern.split('/');
    captures.push({ field, from: segments.length, to: segments.length + inner.length });
    segments.push(...inner);
  }
  return { segments, verb, captures, isOpen: segments.at(-1) === '**' };
}

/** Splits a request path; the verb is what follows `:` in the last segment. */
export function splitPath(path: string): RequestPath {
  const lastSlash = path.lastIndexOf('/');
  const colon = path.indexOf(':', lastSlash);
  const body = colon < 0 ? path : path.slice(0, colon);
  return { segments: body.slice(1).split('/'), verb: colon < 0 ? '' : path.slice(colon + 1) };
}

/** Captured fields with their decoded values, or undefined when the path does not match. */
export function matchTemplate(
  template: PathTemplate,
  path: RequestPath,
): Record<string, string> | undefined {
  if (template.verb !== path.verb) return undefined;
  const count = template.segments.length;
  const fits = template.isOpen ? path.segments.length >= count : path.segments.length === count;
  if (!fits) return undefined;
  for (const [index, expected] of template.segments.entries()) {
    const given = path.segments[index] ?? '';
    if (given === '') return undefined;
    if (expected !== '*' && expected !== '**' && expected !== given) return undefined;
  }
  const captured: Record<string, string> = {};
  for (const { field, from, to } of template.captures) {
    const end = template.isOpen && to === count ? undefined : to;
    captured[field] = path.segments.slice(from, end).map(decodeSegment).join('/');
  }
  return captured;
}

function splitVerb(template: string): { body: string; verb: string } {
  const colon = template.lastIndexOf(':');
  if (colon < 0 || colon < template.lastIndexOf('/')) return { body: template, verb: '' };
  if (colon < template.lastIndexOf('}')) return { body: template, verb: '' };
  return { body: template.slice(0, colon), verb: template.slice(colon + 1) };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
