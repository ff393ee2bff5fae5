import type { Verdict } from '../../release/verdict.ts';
import { type Markup, markup } from './markup.ts';

/** The colour of a verdict; without one none. */
export function toneOf(verdict: Verdict | undefined): Markup {
  switch (verdict) {
    case undefined:
      return markup`plain`;
    case 'pass':
      return markup`good`;
    case 'inconclusive':
      return markup`wait`;
    case 'fail':
    case 'error':
      return markup`bad`;
  }
}
