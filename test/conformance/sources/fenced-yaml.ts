import MarkdownIt from 'markdown-it';
import type { Source } from './repository.ts';

/** The blocks of YAML that a page shows. */
export function fencedYaml(page: Source): readonly Source[] {
  return new MarkdownIt()
    .parse(page.text, {})
    .filter(({ type, info }) => type === 'fence' && /^ya?ml\b/.test(info))
    .map(({ content, map }) => ({ path: page.path, line: (map?.[0] ?? 0) + 2, text: content }));
}
