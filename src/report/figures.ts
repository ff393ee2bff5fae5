import { formatBytes } from '../units/bytes.ts';
import { formatDuration } from '../units/duration.ts';
import { formatShare } from '../units/percent.ts';
import { dash, text } from './escape-text.ts';
import { join, type Markdown, mark } from './markdown.ts';

/** A number as people read it: four digits that count; a dash when there is none. */
export function figure(value: number | undefined): Markdown {
  return value === undefined ? dash : mark`${rounded(value)}`;
}

/** With its sign, for changes. */
export function signed(value: number | undefined): Markdown {
  return value !== undefined && value > 0 ? mark`+${figure(value)}` : figure(value);
}

/** `4 012`, in one piece. */
export function count(value: number | undefined): Markdown {
  if (value === undefined) return dash;
  return inOnePiece(String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ' '));
}

/** `1 request`, `4 012 requests`. */
export function counted(value: number, one: Markdown, many: Markdown): Markdown {
  return mark`${count(value)} ${value === 1 ? one : many}`;
}

/** A share in [0, 1] in percent. */
export function share(value: number | undefined): Markdown {
  return value === undefined ? dash : inOnePiece(formatShare(value));
}

export function percent(value: number): Markdown {
  return mark`${figure(value)}&nbsp;%`;
}

export function bytes(value: number | undefined): Markdown {
  return value === undefined ? dash : inOnePiece(formatBytes(value));
}

export function duration(ms: number | undefined): Markdown {
  return ms === undefined ? dash : inOnePiece(formatDuration(Math.max(0, ms)));
}

/** `06:19:42`, of UTC. */
export function timeOfDay(at: number | undefined): Markdown {
  return at === undefined ? dash : text(new Date(at).toISOString().slice(11, 19));
}

/** `2026-11-21 06:19:42 UTC`. */
export function moment(at: number | undefined): Markdown {
  if (at === undefined) return dash;
  return text(`${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`);
}

/** Narrow columns would part a number from its unit. */
function inOnePiece(words: string): Markdown {
  return join(
    words.split(' ').map((word) => text(word)),
    mark`&nbsp;`,
  );
}

function rounded(value: number): number {
  // 0 + x, because -0 would show as such.
  return 0 + Number(value.toPrecision(4));
}
