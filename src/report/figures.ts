import { formatBytes } from '../units/bytes.ts';
import { formatDuration } from '../units/duration.ts';
import { formatShare } from '../units/percent.ts';
import { dash, own, type Phrase, phrase } from './phrase.ts';

/** A number as people read it: four digits that count; a dash when there is none. */
export function figure(value: number | undefined): Phrase {
  return value === undefined ? dash : phrase`${rounded(value)}`;
}

/** With its sign, for changes. */
export function signed(value: number | undefined): Phrase {
  return value !== undefined && value > 0 ? phrase`+${figure(value)}` : figure(value);
}

/** `4 012`, in one piece. */
export function count(value: number | undefined): Phrase {
  if (value === undefined) return dash;
  return inOnePiece(String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ' '));
}

/** `1 request`, `4 012 requests`. */
export function counted(value: number, one: Phrase, many: Phrase): Phrase {
  return phrase`${count(value)} ${value === 1 ? one : many}`;
}

/** A share in [0, 1] in percent. */
export function share(value: number | undefined): Phrase {
  return value === undefined ? dash : inOnePiece(formatShare(value));
}

export function percent(value: number): Phrase {
  return phrase`${figure(value)}\u00a0%`;
}

export function bytes(value: number | undefined): Phrase {
  return value === undefined ? dash : inOnePiece(formatBytes(value));
}

export function duration(ms: number | undefined): Phrase {
  return ms === undefined ? dash : inOnePiece(formatDuration(Math.max(0, ms)));
}

/** With three digits below a second, where durations are rounded to a millisecond. */
export function milliseconds(ms: number | undefined): Phrase {
  if (ms === undefined || ms < 0 || ms >= 100) return duration(ms);
  return phrase`${Number(ms.toPrecision(3))}ms`;
}

/** `06:19:42`, of UTC. */
export function timeOfDay(at: number | undefined): Phrase {
  return at === undefined ? dash : own(new Date(at).toISOString().slice(11, 19));
}

/** `2026-11-21 06:19:42 UTC`. */
export function moment(at: number | undefined): Phrase {
  if (at === undefined) return dash;
  return own(`${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`);
}

/** Narrow columns would part a number from its unit. */
function inOnePiece(words: string): Phrase {
  return own(words.replaceAll(' ', '\u00a0'));
}

function rounded(value: number): number {
  // 0 + x, because -0 would show as such.
  return 0 + Number(value.toPrecision(4));
}
