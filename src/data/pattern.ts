/**
 * A pattern of a schema as JavaScript reads it, to match whole texts; undefined when it is none. Patterns
 * from elsewhere may escape what needs no escape (`\-`), which JavaScript refuses in its Unicode mode.
 */
export function compilePattern(source: string): RegExp | undefined {
  return compile(source, 'u') ?? compile(source, '');
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, flags);
  } catch {
    return undefined;
  }
}
