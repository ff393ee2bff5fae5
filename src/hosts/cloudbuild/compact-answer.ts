/** What `--json` prints, as far as it is looked into here. */
export type Answer = Readonly<Record<string, unknown>>;

/** Bytes that every version of Cloud Build keeps of a step's output. */
export const outputLimit = 4_096;

/**
 * An answer as JSON of at most `limit` bytes: of its `outputs` the largest are left out until the
 * rest fits, and named under `omitted`; then `summary` goes too.
 */
export function compactAnswer(answer: Answer, limit = outputLimit): string {
  const { summary, outputs, ...rest } = answer;
  const all = Object.entries(isObject(outputs) ? outputs : {});
  const bySize = all.map(([name, value]) => ({ name, size: sizeOf({ [name]: value }) }));
  bySize.sort((a, b) => b.size - a.size);
  for (let dropped = 0; dropped <= bySize.length; dropped += 1) {
    const omitted = bySize.slice(0, dropped).map(({ name }) => name);
    const kept = Object.fromEntries(all.filter(([name]) => !omitted.includes(name)));
    const text = JSON.stringify({
      ...rest,
      ...(summary === undefined ? {} : { summary }),
      ...(outputs === undefined ? {} : { outputs: kept }),
      ...(dropped === 0 ? {} : { omitted }),
    });
    if (Buffer.byteLength(text) <= limit) return text;
  }
  const short = JSON.stringify({ ...rest, omitted: ['summary', 'outputs'] });
  return Buffer.byteLength(short) <= limit ? short : JSON.stringify({ omitted: ['everything'] });
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function isObject(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
