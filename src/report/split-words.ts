import { type Arm, roleOf } from './canary-arms.ts';
import { percent } from './figures.ts';
import { code, dash, join, nothing, own, type Phrase, phrase } from './phrase.ts';
import type { SplitView } from './split-view.ts';

/** Deployed models that are told one by one. */
const mostModels = 6;

/** `champion 7001 95 %, challenger 7002 5 %`. */
export function splitWords(split: SplitView, arms: readonly Arm[]): Phrase {
  if (split.length === 0) return dash;
  const told = split.slice(0, mostModels).map(([id, share]) => {
    const role = roleOf(id, arms);
    const who = role === undefined ? nothing : own(`${role}\u00a0`);
    return phrase`${who}${code(id, 40)}\u00a0${percent(share)}`;
  });
  const more = split.length - told.length;
  return join(more > 0 ? [...told, phrase`${more} more`] : told, phrase`, `);
}
