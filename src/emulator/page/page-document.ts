import { createHash } from 'node:crypto';
import assets from './assets.json' with { type: 'json' };

/** The page with its style and script in it: one document that loads nothing else. */
export function pageDocument(): string {
  const { html, style, script } = assets;
  return html
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
}

/**
 * Only the page's own style and script, known by their hashes, and requests to where it came from. No text
 * becomes markup, even by mistake: every sink that parses HTML is closed.
 */
export function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(assets.script)}`,
    `style-src ${hashOf(assets.style)}`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
