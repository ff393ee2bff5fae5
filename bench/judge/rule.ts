import type { Window } from './scenario.ts';

/** A way to decide on a roll back. */
export interface Rule {
  name: string;
  /** The window, from 0, at whose end it rolls back; undefined when it never does. */
  stopsAt: (run: readonly Window[]) => number | undefined;
}
