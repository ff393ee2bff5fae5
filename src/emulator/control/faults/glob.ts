/** Matches whole text; `*` stands for any characters, slashes and dots too. */
export type Glob = (text: string) => boolean;

export function compileGlob(pattern: string): Glob {
  if (pattern === '*') return () => true;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const form = new RegExp(`^${parts.join('.*')}$`, 'su');
  return (text) => form.test(text);
}
