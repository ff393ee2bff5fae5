import { z } from 'zod';
import { type Comment, commentLimit, type RunStamp } from '../../ports/comments.ts';

const schemaVersion = 1;
const opening = '<!-- vertex-release ';
const closing = ' -->';

const markerForm = z.object({
  schema: z.literal(schemaVersion),
  key: z.string(),
  release: z.string(),
  workflow: z.string(),
  run: z.int(),
  attempt: z.int(),
});

/** By what a comment is found again: whose it is and which run wrote it. */
export type Marker = z.infer<typeof markerForm>;

/** The whole body of a comment: a hidden marker on its first line, then the text, cut to fit. */
export function commentBody({ key, release, run, text }: Comment): string {
  const { workflow, number, attempt } = run;
  const marker = { schema: schemaVersion, key, release, workflow, run: number, attempt };
  const line = `${opening}${hidden(JSON.stringify(marker))}${closing}\n`;
  return line + cutAtLine(text, commentLimit - line.length);
}

/** The marker of a body; undefined when it has none that this version wrote. */
export function markerOf(body: string): Marker | undefined {
  const [first = ''] = body.split('\n', 1);
  const line = first.trimEnd();
  if (!line.startsWith(opening) || !line.endsWith(closing)) return undefined;
  try {
    const value: unknown = JSON.parse(line.slice(opening.length, -closing.length));
    const marker = markerForm.safeParse(value);
    return marker.success ? marker.data : undefined;
  } catch {
    // No JSON: somebody's own comment that begins like ours.
    return undefined;
  }
}

/** Whether the marker's run came after this one. Numbers of different workflows say nothing. */
export function isNewer(marker: Marker, run: RunStamp): boolean {
  if (marker.workflow !== run.workflow) return false;
  return marker.run > run.number || (marker.run === run.number && marker.attempt > run.attempt);
}

/** JSON that no value can end the HTML comment from. */
function hidden(json: string): string {
  return json.replace(
    /[<>]|-(?=-)/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whole lines only: half of a tag or of a character outside the basic plane says something else. */
function cutAtLine(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf('\n', limit);
  return text.slice(0, Math.max(0, end));
}
